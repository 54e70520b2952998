import type { Logger } from "pino";
import type { UpstreamSystem } from "../../faults";
import type { CircuitName } from "./guard";
import type { Outcome } from "./outcome";

/** The events that metrics may count. */
export type UpstreamEvent =
  | { kind: "call"; system: UpstreamSystem; operation: string; outcome: Outcome<unknown>["kind"]; durationMs: number }
  | { kind: "retry"; system: UpstreamSystem; operation: string }
  | { kind: "circuit"; system: UpstreamSystem; state: CircuitName };

/** Reports calls to the log and the metrics, which never see an address, a body or a token. */
export interface Report {
  call(operation: string, outcome: Outcome<unknown>, durationMs: number, correlationId: string): void;
  retry(operation: string): void;
  circuit(state: CircuitName): void;
}

/** Creates the report of one system. */
export function createReport(
  system: UpstreamSystem,
  log: Logger,
  metrics: (event: UpstreamEvent) => void = () => undefined,
): Report {
  let open = false;
  return {
    call(operation, outcome, durationMs, correlationId) {
      metrics({ kind: "call", system, operation, outcome: outcome.kind, durationMs });
      const facts = { system, operation, correlationId, durationMs: Math.round(durationMs) };
      if (outcome.kind === "trouble")
        log[outcome.known ? "debug" : "warn"]({ ...facts, reason: outcome.reason }, "upstream gave no usable answer");
      else if (outcome.kind === "refusal") log.debug({ ...facts, refusal: outcome.code }, "upstream refused");
      else log.debug(facts, "upstream answered");
    },
    retry: (operation) => metrics({ kind: "retry", system, operation }),
    circuit(state) {
      metrics({ kind: "circuit", system, state });
      // Between its opening and its closing, each try that fails opens it anew.
      const isNews = open ? state === "closed" : state === "open";
      open = state !== "closed";
      log[isNews ? "warn" : "debug"]({ system, state }, "upstream circuit changed");
    },
  };
}
