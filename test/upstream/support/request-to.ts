import { Agent } from "undici";
import { z } from "zod";
import { systemClock } from "../../../src/clock";
import type { Request } from "../../../src/upstream/request/call";
import { createReport, type UpstreamEvent } from "../../../src/upstream/request/report";
import { createRequest, type HttpSystem } from "../../../src/upstream/request/request";
import { pino } from "pino";

/** Refusals as `{code, description}`. */
const refusal = z.object({ code: z.coerce.string(), description: z.string() });

/** A request function for one system, and the events that it reported to the metrics. */
export interface RequestTo {
  request: Request;
  events: UpstreamEvent[];
  close(): Promise<void>;
}

/** The request helper alone, with a short timeout. */
export function requestTo(url: string, options: Partial<HttpSystem> = {}): RequestTo {
  const agent = new Agent({ maxResponseSize: 1_048_576 });
  const events: UpstreamEvent[] = [];
  const request = createRequest({
    name: "cpp",
    url,
    dialect: { refusal, forbids: ["PublisherLocked"] },
    tokens: null,
    agent,
    timeoutMs: 2_000,
    clock: systemClock,
    report: createReport("cpp", pino({ level: "silent" }), (event) => events.push(event)),
    ...options,
  });
  return { request, events, close: () => agent.destroy() };
}
