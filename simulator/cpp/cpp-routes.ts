import type { FastifyInstance } from "fastify";
import { parseJson } from "../http/parse-bodies";
import type { Simulation } from "../simulation";
import type { Publisher } from "../state/publishers";
import { answerWrite } from "./answer-write";
import { changePublisher, changeSettings, removeUser, saveUser } from "./change-publisher";
import { checkCalls } from "./check-call";
import {
  describePublisher,
  describeSettings,
  describeUser,
  etagOfPublisher,
  findPublisher,
} from "./describe-publisher";

interface OfPublisher {
  Params: { publisherId: string };
}
interface OfUser {
  Params: { publisherId: string; principal: string };
}

const PUBLISHER = "/api/publishers/:publisherId";
const VIEWS: Record<string, (publisher: Publisher) => object> = {
  "": describePublisher,
  "/settings": describeSettings,
  "/users": ({ users }) => ({ value: users.map(describeUser) }),
};

/** The calls of CPP. */
export function cppRoutes(simulation: Simulation) {
  return async (app: FastifyInstance): Promise<void> => {
    parseJson(app);
    checkCalls(app, simulation);
    for (const [path, view] of Object.entries(VIEWS)) {
      app.get<OfPublisher>(PUBLISHER + path, async ({ params }, reply) => {
        const publisher = findPublisher(simulation.state, params.publisherId);
        return reply.header("etag", etagOfPublisher(publisher)).send(view(publisher));
      });
    }
    app.put<OfPublisher>(PUBLISHER, async (request, reply) =>
      answerWrite(simulation, request, reply, (before) => changePublisher(before, request.body)),
    );
    app.put<OfPublisher>(`${PUBLISHER}/settings`, async (request, reply) =>
      answerWrite(simulation, request, reply, (before) => changeSettings(before, request.body)),
    );
    app.put<OfUser>(`${PUBLISHER}/users/:principal`, async (request, reply) =>
      answerWrite(simulation, request, reply, (before) => saveUser(before, request.params.principal, request.body)),
    );
    app.delete<OfUser>(`${PUBLISHER}/users/:principal`, async (request, reply) =>
      answerWrite(simulation, request, reply, (before) => removeUser(before, request.params.principal)),
    );
  };
}
