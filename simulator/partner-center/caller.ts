import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { verifyToken } from "../entra/verify-token";
import { readInput } from "../http/read-input";
import { Refusal } from "../http/refusal";
import type { Simulation } from "../simulation";
import { guid } from "../world/words";

const headers = z.object({
  "ms-requestid": guid.optional(),
  "ms-correlationid": guid.optional(),
  "x-locale": z
    .string()
    .regex(/^[a-z]{2}(-[A-Za-z]{2,4})*$/, "not a locale")
    .optional(),
  "x-publisherid": z.string().min(1).max(100).optional(),
});

/** The caller and the subject of a call. */
export interface Caller {
  /** The partner on whose behalf the app calls. */
  tenantId: string;
  requestId: string | undefined;
  /** The publisher whose seller account the call is about; without one, it is about the partner itself. */
  publisherId: string | undefined;
}

/** Checks the token and headers of every call and stores its caller on the request. */
export function identifyCallers(app: FastifyInstance, simulation: Simulation): void {
  app.decorateRequest("caller");
  app.addHook("onRequest", async (request, reply) => {
    const tenantId = await verifyToken(simulation, "partner-center", request.headers.authorization);
    const given = readInput(headers, request.headers, 2000);
    const requestId = given["ms-requestid"];
    if (request.method !== "GET" && requestId === undefined) throw new Refusal(400, 2000, "MS-RequestId is missing");
    request.setDecorator<Caller>("caller", { tenantId, requestId, publisherId: given["x-publisherid"] });
    if (requestId) reply.header("MS-RequestId", requestId);
    if (given["ms-correlationid"]) reply.header("MS-CorrelationId", given["ms-correlationid"]);
  });
}

/** Returns the caller of a request. */
export function callerOf(request: FastifyRequest): Caller {
  return request.getDecorator<Caller>("caller");
}
