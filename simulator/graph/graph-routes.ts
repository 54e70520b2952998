import type { FastifyInstance } from "fastify";
import { verifyToken } from "../entra/verify-token";
import { parseJson } from "../http/parse-bodies";
import type { Simulation } from "../simulation";
import { answerBatch } from "./answer-batch";
import { findTenant } from "./find-tenant";

interface OfFunction {
  Params: { argument: string };
}

const FIND = "/v1.0/tenantRelationships/findTenantInformationBy";

/** The calls of Microsoft Graph. */
export function graphRoutes(simulation: Simulation) {
  return async (app: FastifyInstance): Promise<void> => {
    parseJson(app);
    app.addHook("onRequest", async ({ headers }) => {
      await verifyToken(simulation, "graph", headers.authorization);
    });
    app.get<OfFunction>(`${FIND}DomainName(:argument`, async ({ params }) =>
      findTenant(simulation, "domainName", params.argument),
    );
    app.get<OfFunction>(`${FIND}TenantId(:argument`, async ({ params }) =>
      findTenant(simulation, "tenantId", params.argument),
    );
    app.post("/v1.0/$batch", async ({ body, headers }) => answerBatch(app, body, headers.authorization));
  };
}
