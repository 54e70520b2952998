import cors from "@fastify/cors";
import type { FastifyInstance } from "fastify";
import { parseJson } from "../http/parse-bodies";
import type { Simulation } from "../simulation";
import { changeRoutes } from "./change-routes";
import { faultRoutes } from "./fault-routes";
import { mayRead } from "./may-read";
import { peopleRoute } from "./people-route";
import { tokenRoute } from "./token-route";
import { viewRoutes } from "./view-routes";

/** Adds the calls that no real system has, for development and tests only. */
export function controlRoutes(simulation: Simulation) {
  return async (app: FastifyInstance): Promise<void> => {
    parseJson(app);
    // The method POST needs no permission, but its bodies are JSON, and the header that says so needs one.
    await app.register(cors, {
      origin: async (origin: string | undefined) => mayRead(origin, simulation.url),
      methods: ["GET"],
      allowedHeaders: [],
    });
    tokenRoute(app, simulation);
    peopleRoute(app, simulation);
    faultRoutes(app, simulation);
    viewRoutes(app, simulation);
    changeRoutes(app, simulation);
  };
}
