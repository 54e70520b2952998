import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { verifyToken } from "../entra/verify-token";
import { readInput } from "../http/read-input";
import type { Simulation } from "../simulation";
import { guid } from "../world/words";

const query = z.object({ "api-version": z.literal("2017-10-31") });
const headers = z.object({ "ms-requestid": guid.optional() });

/** Checks version, token and headers of every call. */
export function checkCalls(app: FastifyInstance, simulation: Simulation): void {
  app.addHook("onRequest", async (request) => {
    readInput(query, request.query);
    await verifyToken(simulation, "cpp", request.headers.authorization);
    readInput(headers, request.headers);
  });
}
