import type { FastifyInstance } from "fastify";
import { parseJson } from "../http/parse-bodies";
import type { Simulation } from "../simulation";
import { changeRoutes } from "./change-routes";
import { faultRoutes } from "./fault-routes";
import { tokenRoute } from "./token-route";
import { viewRoutes } from "./view-routes";

/** The calls that no real system has: for development and tests only. */
export function controlRoutes(simulation: Simulation) {
  return async (app: FastifyInstance): Promise<void> => {
    parseJson(app);
    tokenRoute(app, simulation);
    faultRoutes(app, simulation);
    viewRoutes(app, simulation);
    changeRoutes(app, simulation);
  };
}
