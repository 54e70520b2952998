import cors from "@fastify/cors";
import type { FastifyInstance } from "fastify";
import { parseJson } from "../http/parse-bodies";
import type { Simulation } from "../simulation";
import { changeRoutes } from "./change-routes";
import { faultRoutes } from "./fault-routes";
import { peopleRoute } from "./people-route";
import { tokenRoute } from "./token-route";
import { viewRoutes } from "./view-routes";

/** Adds the calls that no real system has, for development and tests only. */
export function controlRoutes(simulation: Simulation) {
  return async (app: FastifyInstance): Promise<void> => {
    parseJson(app);
    await app.register(cors, { origin: ofThisMachine, methods: ["GET"] });
    tokenRoute(app, simulation);
    peopleRoute(app, simulation);
    faultRoutes(app, simulation);
    viewRoutes(app, simulation);
    changeRoutes(app, simulation);
  };
}

/** The origins that CORS admits: pages served by this machine. Pages from elsewhere may not even read. */
const ofThisMachine = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;
