import type { FastifyInstance } from "fastify";
import { parseForms } from "../http/parse-bodies";
import type { Simulation } from "../simulation";
import { issueAppToken } from "./issue-app-token";
import { openidConfiguration, publishedKeys } from "./openid-configuration";
import { userRealm } from "./user-realm";

interface OfTenant {
  Params: { tenant: string };
}

/** The calls of Entra ID. */
export function entraRoutes(simulation: Simulation) {
  return async (app: FastifyInstance): Promise<void> => {
    parseForms(app);
    app.get<OfTenant>("/:tenant/v2.0/.well-known/openid-configuration", async ({ params }) =>
      openidConfiguration(simulation, params.tenant),
    );
    app.get<OfTenant>("/:tenant/discovery/v2.0/keys", async ({ params }) => publishedKeys(simulation, params.tenant));
    app.post<OfTenant>("/:tenant/oauth2/v2.0/token", async ({ params, body }, reply) => {
      reply.header("cache-control", "no-store");
      return issueAppToken(simulation, params.tenant, body);
    });
    app.get("/common/userrealm/", async ({ query }) => userRealm(simulation, query));
  };
}
