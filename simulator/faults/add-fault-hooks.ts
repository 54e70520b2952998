import { Socket } from "node:net";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Refusal } from "../http/refusal";
import { errorBody, locate } from "../http/systems";
import type { Simulation } from "../simulation";
import type { Fault } from "./fault";

/** Applies the laid faults to the calls that they match. */
export function addFaultHooks(app: FastifyInstance, simulation: Simulation): void {
  app.decorateRequest("fault");
  app.addHook("onRequest", async (request, reply) => {
    const { system, path } = locate(request.url);
    const fault = system === "simulator" ? undefined : simulation.faults.take(system, request.method, path);
    if (fault?.delayMs !== undefined && !fault.after) await simulation.wait(fault.delayMs);
    if (fault?.after) request.setDecorator<Fault>("fault", fault);
    else if (fault?.drop) {
      reply.hijack();
      dropConnection(request);
    } else if (fault && isAnswer(fault)) return reply.send(prepareAnswer(fault, reply));
    return undefined;
  });
  app.addHook("onSend", async (request, reply, payload) => {
    const fault = request.getDecorator<Fault | undefined>("fault");
    if (fault?.delayMs !== undefined) await simulation.wait(fault.delayMs);
    if (fault?.drop) dropConnection(request);
    else if (fault && isAnswer(fault)) return toText(prepareAnswer(fault, reply));
    return payload;
  });
}

/** Drops the call. One from a batch has no socket of its own: the batch says that it got no answer. */
function dropConnection({ raw }: FastifyRequest): void {
  raw.destroy();
  if (!(raw.socket instanceof Socket)) throw new Refusal(504);
  raw.socket.destroy();
}

function isAnswer({ status, body }: Fault): boolean {
  return status !== undefined || body !== undefined;
}

/** Sets the status and headers of the fault and returns its body: its own, or an error in the system's format. */
function prepareAnswer({ system, status = 200, body, headers = {} }: Fault, reply: FastifyReply): unknown {
  const retry = status === 429 || status === 503 ? { "retry-after": "1" } : {};
  const type = typeof body === "string" ? "text/plain; charset=utf-8" : "application/json; charset=utf-8";
  reply.code(status).headers({ "content-type": type, ...retry, ...lowerCased(headers) });
  return body ?? (system === "mail" ? undefined : errorBody(system, new Refusal(status)));
}

function lowerCased(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function toText(body: unknown): string {
  return typeof body === "string" ? body : JSON.stringify(body);
}
