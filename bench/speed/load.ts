import { setTimeout } from "node:timers/promises";
import autocannon from "autocannon";
import { isGranted, type Request } from "./operations";
import type { Usage } from "./probe";
import type { Server } from "./servers";

/** What one run of requests cost its server. */
export interface Run {
  perSecond: number;
  /** User and system time of the server's process per request, in microseconds. */
  cpuMicros: number;
  messages: number;
  p50: number;
  p99: number;
  rssMb: number;
}

/** A person with a token, and the requests that they send. */
export interface Caller {
  token: string;
  request(): Request;
}

/** How long and how hard: a number of requests a second, or without a pause. */
export interface Pressure {
  seconds: number;
  perSecond?: number;
}

const connections = 32;

/** Makes the callers ask the server. Throws if any answer is not what was asked for. */
export async function load(server: Server, callers: Caller[], { seconds, perSecond }: Pressure): Promise<Run> {
  let turn = 0;
  const before = await server.usage();
  const result = await autocannon({
    url: server.url,
    connections,
    duration: seconds,
    // How often autocannon checks whether the time is over: its default of a second would round every run up.
    sampleInt: 50,
    verifyBody: (body) => isGranted(String(body)),
    ...(perSecond && { overallRate: perSecond }),
    // Every connection begins at another place in the list, so that they do not all ask the same at the same time.
    setupClient: (client) => {
      const from = Math.floor((turn++ * callers.length) / connections);
      const own = [...callers.slice(from), ...callers.slice(0, from)];
      client.setRequests(
        own.map(({ token, request }) => ({
          method: "POST",
          headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
          setupRequest: (raw) => ({ ...raw, body: JSON.stringify(request()) }),
        })),
      );
    },
  });
  const after = await quiet(server);
  const bad = result.non2xx + result.errors + result.timeouts + result.mismatches;
  const good = result["2xx"];
  if (bad > 0 || good === 0) throw new Error(`${server.name}: ${good} answered, ${bad} not`);
  const begun = after.requests - before.requests;
  return {
    perSecond: good / ((result.finish.getTime() - result.start.getTime()) / 1_000),
    cpuMicros: (after.cpu - before.cpu) / begun,
    messages: (after.messages - before.messages) / begun,
    p50: result.latency.p50,
    p99: result.latency.p99,
    rssMb: after.rss / 2 ** 20,
  };
}

/** Returns the server's usage once it has finished the requests in flight when the load ended. */
async function quiet(server: Server): Promise<Usage> {
  const before = await server.usage();
  await setTimeout(100);
  const now = await server.usage();
  return now.messages === before.messages ? now : quiet(server);
}
