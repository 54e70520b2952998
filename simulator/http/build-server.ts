import fastify, { type FastifyInstance } from "fastify";
import { controlRoutes } from "../control/control-routes";
import { countCalls } from "../control/count-calls";
import { cppRoutes } from "../cpp/cpp-routes";
import { entraRoutes } from "../entra/entra-routes";
import { addFaultHooks } from "../faults/add-fault-hooks";
import { graphRoutes } from "../graph/graph-routes";
import { partnerCenterRoutes } from "../partner-center/partner-center-routes";
import type { Simulation } from "../simulation";
import { answerError, answerErrors } from "./answer-errors";

const BODY_LIMIT = 1024 * 1024;
const WORLD_LIMIT = 256 * 1024 * 1024;

/** Builds the HTTP server, with every system below its prefix. */
export function buildServer(simulation: Simulation): FastifyInstance {
  const app = fastify({
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: 2000 },
    frameworkErrors: (error, request, reply) => void answerError(error, request, reply),
  });
  answerErrors(app);
  countCalls(app, simulation);
  addFaultHooks(app, simulation);
  app.register(entraRoutes(simulation), { prefix: "/entra" });
  app.register(graphRoutes(simulation), { prefix: "/graph" });
  app.register(partnerCenterRoutes(simulation), { prefix: "/partner-center" });
  app.register(cppRoutes(simulation), { prefix: "/cpp" });
  app.register(controlRoutes(simulation), { prefix: "/simulator", bodyLimit: WORLD_LIMIT });
  return app;
}
