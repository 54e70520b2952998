import { setTimeout as wait } from "node:timers/promises";
import type { Dispatcher } from "undici";
import type { Clock } from "../../clock";
import type { UpstreamSystem } from "../../faults";
import { type Call, isWrite, type Request } from "./call";
import { compose } from "./compose";
import { type Errand, newErrand, patienceMs, timeLeft } from "./errand";
import { exchange } from "./exchange";
import { createGuard, within } from "./guard";
import { type Answer, type Outcome, type Refusal, trouble } from "./outcome";
import { type Dialect, readReply } from "./read-reply";
import type { Report } from "./report";
import { rejected, unavailable } from "./unavailable";

const retries = 2;
const firstPauseMs = 100;

/** The source of a system's access tokens. */
export interface TokenSource {
  get(tenantId: string | undefined): Promise<string>;
  /** Drops a token that the system did not accept, so that the next one is another. */
  forget(tenantId: string | undefined, token: string): void;
}

/** A system that is called over HTTP. */
export interface HttpSystem {
  name: UpstreamSystem;
  url: string;
  /** Sent with every call. */
  headers?: Record<string, string> | undefined;
  dialect: Dialect;
  /** Null for a system that needs no token. */
  tokens: TokenSource | null;
  agent: Dispatcher;
  timeoutMs: number;
  clock: Clock;
  report: Report;
}

/** The only way to call a system over HTTP: bounded in time, size, concurrency and retries. */
export function createRequest(system: HttpSystem): Request {
  const { tokens, report } = system;
  const guard = createGuard(report.circuit);
  const tryMs = Math.min(system.timeoutMs, patienceMs);
  // A try with less than half its time would fail because of us, and the system would be blamed for it.
  const leastMs = tryMs / 2;

  async function once<T>(call: Call<T>, token: string | null, errand: Errand): Promise<Outcome<T>> {
    const message = compose(system, call, token, errand.correlationId);
    const reply = await exchange(system.agent, message, Math.min(tryMs, timeLeft(errand)));
    return reply.kind === "trouble" ? reply : readReply(reply, call, system.dialect, system.clock.now());
  }

  async function often<T>(call: Call<T>, errand: Errand, signal: AbortSignal): Promise<Outcome<T>> {
    const late = () => timeLeft(errand) < leastMs;
    let renewed = false;
    let retry = 0;
    for (;;) {
      const token = tokens && (await tokens.get(call.tenantId));
      const outcome = await guard(() => once(call, token, errand), signal, late);
      if (outcome.kind !== "trouble") return outcome;
      if (outcome.status === 401 && tokens && token !== null && !renewed) {
        tokens.forget(call.tenantId, token);
        renewed = true;
        continue;
      }
      if (!outcome.again || ++retry > retries) return outcome;
      const pause = (outcome.retryAfterMs ?? 0) + Math.random() * firstPauseMs * 2 ** (retry - 1);
      if (timeLeft(errand) < pause + leastMs) return outcome;
      report.retry(call.name);
      await wait(pause, undefined, { signal });
    }
  }

  async function ask<T>(call: Call<T>): Promise<Answer<T> | Refusal> {
    const errand = call.errand ?? newErrand();
    const begun = performance.now();
    const outcome = understand(call, await within(errand, (signal) => often(call, errand, signal)));
    report.call(call.name, outcome, performance.now() - begun, errand.correlationId);
    if (outcome.kind === "trouble") throw unavailable(system.name, errand, outcome.reason, outcome.retryAfterMs);
    if (outcome.kind === "refusal" && !isExpected(call, outcome)) throw rejected(system.name, errand, outcome);
    return outcome;
  }

  return ask as Request;
}

/** A read that is refused for an unexpected reason has told us nothing. */
function understand<T>(call: Call<T>, outcome: Outcome<T>): Outcome<T> {
  if (outcome.kind !== "refusal" || isWrite(call) || isExpected(call, outcome)) return outcome;
  return trouble(`unexpected ${outcome.status} ${outcome.code}`, { status: outcome.status });
}

function isExpected({ expected = [] }: Call<unknown>, { status, code }: Refusal): boolean {
  return expected.includes(`${status} ${code}`) || expected.includes(`${status}`);
}
