import type { FastifyReply } from "fastify";
import type { Answer } from "../state/answers";

/** Sends an answer, whether new or remembered. */
export function sendAnswer(reply: FastifyReply, { status, headers = {}, body }: Answer) {
  return reply.code(status).headers(headers).send(body);
}
