import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";
import type { UpstreamEvent } from "./upstream/request/report";

/** What the service counts, and the text that Prometheus reads. */
export interface Metrics {
  request(method: string, status: number, ms: number): void;
  upstream(event: UpstreamEvent): void;
  /** Counts an error of that code that a client was told. */
  error(code: string): void;
  /** Counts a subscription that begins (1) or ends (-1). */
  following(change: 1 | -1): void;
  /** Counts a reconciled account, by outcome. */
  reconciled(outcome: string): void;
  readonly contentType: string;
  text(): Promise<string>;
}

/** Creates the metrics of one process, in a registry of their own. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const requests = new Histogram({
    name: "http_request_duration_seconds",
    help: "HTTP requests by method and status.",
    labelNames: ["method", "status"],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers,
  });
  const calls = new Histogram({
    name: "upstream_call_duration_seconds",
    help: "Calls of upstream systems by system and outcome.",
    labelNames: ["system", "outcome"],
    buckets: [0.02, 0.1, 0.5, 2, 10],
    registers,
  });
  const events = new Counter({
    name: "upstream_events_total",
    help: "Retries and changes of circuit by system.",
    labelNames: ["system", "event"],
    registers,
  });
  const errors = new Counter({
    name: "graphql_errors_total",
    help: "Errors that clients were told in GraphQL's answers, by code.",
    labelNames: ["code"],
    registers,
  });
  // Alerts watch this code: starting at 0 makes its first occurrence visible as an increase.
  errors.inc({ code: "INTERNAL_SERVER_ERROR" }, 0);
  const following = new Gauge({
    name: "graphql_subscriptions",
    help: "Subscriptions that are followed just now.",
    registers,
  });
  const reconciled = new Counter({
    name: "reconciled_accounts_total",
    help: "Accounts that the nightly reconciliation has been at, by what it found.",
    labelNames: ["outcome"],
    registers,
  });
  return {
    request: (method, status, ms) => requests.observe({ method, status: String(status) }, ms / 1_000),
    upstream: (event) => {
      const { system, kind } = event;
      if (kind === "call") calls.observe({ system, outcome: event.outcome }, event.durationMs / 1_000);
      else events.inc({ system, event: kind === "retry" ? "retry" : `circuit ${event.state}` });
    },
    error: (code) => errors.inc({ code }),
    following: (change) => following.inc(change),
    reconciled: (outcome) => reconciled.inc({ outcome: outcome.toLowerCase() }),
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}
