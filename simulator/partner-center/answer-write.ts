import type { FastifyReply, FastifyRequest } from "fastify";
import { answerOnce } from "../http/answer-once";
import { sendAnswer } from "../http/send-answer";
import type { Simulation } from "../simulation";
import type { Answer } from "../state/answers";
import { callerOf, type Caller } from "./caller";

/** Carries out a write for its caller, once per MS-RequestId. */
export function answerWrite(
  { state }: Simulation,
  request: FastifyRequest,
  reply: FastifyReply,
  act: (caller: Caller) => Answer,
) {
  const caller = callerOf(request);
  const call = [request.method, request.url, caller.tenantId, caller.publisherId].join(" ");
  return sendAnswer(
    reply,
    answerOnce(state, { system: "partner-center", call, requestId: caller.requestId }, () => act(caller)),
  );
}
