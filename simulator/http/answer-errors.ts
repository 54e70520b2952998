import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Refusal } from "./refusal";
import { errorBody, locate } from "./systems";

/** Answers a failed call with an error in its system's format. */
export function answerError(error: FastifyError | Refusal, request: FastifyRequest, reply: FastifyReply) {
  const refusal = error instanceof Refusal ? error : new Refusal(error.statusCode ?? 500, undefined, error.message);
  if (refusal !== error && refusal.status >= 500) console.error(error);
  return reply
    .code(refusal.status)
    .headers(refusal.headers)
    .send(errorBody(locate(request.url).system, refusal));
}

/** Sends every error, including an unknown path, in the format of its system. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>(answerError);
  app.setNotFoundHandler((request, reply) => answerError(new Refusal(404, undefined, "No such call"), request, reply));
}
