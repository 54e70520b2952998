import type { FastifyReply, FastifyRequest } from "fastify";
import { answerOnce } from "../http/answer-once";
import { Refusal } from "../http/refusal";
import { sendAnswer } from "../http/send-answer";
import type { Simulation } from "../simulation";
import type { Answer } from "../state/answers";
import type { State } from "../state/open-state";
import type { Publisher } from "../state/publishers";
import { isIdle, type Change } from "./change-publisher";
import { etagOfPublisher, findPublisher } from "./describe-publisher";

/** A request that writes a publisher. */
export type PublisherRequest = FastifyRequest<{ Params: { publisherId: string } }>;

/** Changes a publisher once per MS-RequestId, if If-Match is its current ETag; a refused change returns that ETag. */
export function answerWrite(
  { state }: Simulation,
  request: PublisherRequest,
  reply: FastifyReply,
  change: (before: Publisher) => Change,
) {
  const requestId = request.headers["ms-requestid"]?.toString().toLowerCase();
  const call = `${request.method} ${request.url}`;
  const act = () => {
    const before = findPublisher(state, request.params.publisherId);
    const etag = etagOfPublisher(before);
    try {
      checkIfMatch(request.headers["if-match"], etag);
      return keep(state, before, change(before), requestId);
    } catch (error) {
      throw error instanceof Refusal ? error.with({ etag }) : error;
    }
  };
  return sendAnswer(reply, answerOnce(state, { system: "cpp", call, requestId }, act));
}

function keep(state: State, before: Publisher, change: Change, requestId: string | undefined): Answer {
  const idle = isIdle(before, change);
  const after = idle ? before : state.publishers.save(change.publisher);
  const { effect, subject } = change;
  const { publisherId } = before;
  if (!idle) state.effects.record({ system: "cpp", effect, publisherId, tenantId: null, subject, requestId });
  return { ...change.answer, headers: { etag: etagOfPublisher(after) } };
}

function checkIfMatch(given: string | undefined, etag: string): void {
  if (given === undefined) throw new Refusal(400, "MissingIfMatch", "If-Match is missing.");
  if (!/^(W\/)?"[^"]*"$/.test(given)) throw new Refusal(400, "InvalidIfMatch", "If-Match has to be one ETag.");
  if (given !== etag) throw new Refusal(412, undefined, "The publisher has changed since.");
}
