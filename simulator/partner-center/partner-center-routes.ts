import type { FastifyInstance } from "fastify";
import { parseJson } from "../http/parse-bodies";
import type { Simulation } from "../simulation";
import { answerWrite } from "./answer-write";
import { readApplication, saveApplication } from "./application";
import { callerOf, identifyCallers } from "./caller";
import { globalAccount, mpnProfile } from "./mpn-profile";
import { collection, ROLES } from "./roles";
import { describeSellerAccount, findSellerAccount, saveSellerAccount } from "./seller-account";
import { addMember, listMembers, removeMember } from "./user-members";

interface OfRole {
  Params: { roleId: string };
}
interface OfMember {
  Params: { roleId: string; id: string };
}

/** The calls of Partner Center. */
export function partnerCenterRoutes(simulation: Simulation) {
  return async (app: FastifyInstance): Promise<void> => {
    parseJson(app);
    identifyCallers(app, simulation);
    app.get("/v1/profiles/mpn", async ({ query }) => mpnProfile(simulation, query));
    app.get("/accountenrollments/v1/pgatocspmapping", async ({ query }) => globalAccount(simulation, query));

    app.get("/v1/profiles/legalbusiness", async (request) => {
      const caller = callerOf(request);
      if (caller.publisherId === undefined) return readApplication(simulation, caller);
      return describeSellerAccount(findSellerAccount(simulation, caller));
    });
    app.put("/v1/profiles/legalbusiness", async (request, reply) =>
      answerWrite(simulation, request, reply, (caller) =>
        caller.publisherId === undefined
          ? saveApplication(simulation, caller, request.body)
          : saveSellerAccount(simulation, caller, caller.publisherId, request.body),
      ),
    );

    app.get("/v1/roles", async () => collection(ROLES));
    app.get<OfRole>("/v1/roles/:roleId/usermembers", async (request) =>
      listMembers(simulation, callerOf(request), request.params.roleId),
    );
    app.post<OfRole>("/v1/roles/:roleId/usermembers", async (request, reply) =>
      answerWrite(simulation, request, reply, (caller) =>
        addMember(simulation, caller, request.params.roleId, request.body),
      ),
    );
    app.delete<OfMember>("/v1/roles/:roleId/usermembers/:id", async (request, reply) =>
      answerWrite(simulation, request, reply, (caller) =>
        removeMember(simulation, caller, request.params.roleId, request.params.id),
      ),
    );
  };
}
