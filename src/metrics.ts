import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";
import { upstreamSystems } from "./faults";
import { jobHandlers } from "./outbox/handlers";
import { jobEnds, type JobEnd } from "./outbox/job-outcome";
import type { Standing } from "./standing";
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
  /** Counts a run of a job, by how it ended. */
  job(kind: string, end: JobEnd): void;
  readonly contentType: string;
  /** The text, with what is true just now. Without a standing, the gauges that tell it are left out. */
  text(now: { ready: boolean; standing: Standing | null }): Promise<string>;
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
  const jobs = new Counter({
    name: "job_runs_total",
    help: "Runs of jobs by kind and how they ended.",
    labelNames: ["kind", "outcome"],
    registers,
  });
  // What alerts watch starts at 0, so that the first occurrence is visible as an increase.
  errors.inc({ code: "INTERNAL_SERVER_ERROR" }, 0);
  for (const system of upstreamSystems) calls.zero({ system, outcome: "trouble" });
  for (const kind of Object.keys(jobHandlers)) for (const outcome of jobEnds) jobs.inc({ kind, outcome }, 0);
  const ready = new Gauge({ name: "service_ready", help: "1 while /readyz answers 200.", registers });
  const due = new Gauge({ name: "jobs_due", help: "Jobs whose time has come.", labelNames: ["kind"], registers });
  const age = new Gauge({
    name: "jobs_oldest_due_age_seconds",
    help: "For how long the oldest due job has been due.",
    labelNames: ["kind"],
    registers,
  });
  const accounts = new Gauge({
    name: "accounts",
    help: "Accounts by the status of their migration.",
    labelNames: ["status"],
    registers,
  });
  const unsynced = new Gauge({
    name: "unsynced_users",
    help: "Users whose latest change has not reached CPP, by the state of its sync.",
    labelNames: ["state"],
    registers,
  });
  const show = (standing: Standing | null) => {
    for (const gauge of [due, age, accounts, unsynced]) gauge.reset();
    if (!standing) return;
    for (const { kind, count, oldestDueAt } of standing.due) {
      due.set({ kind }, count);
      age.set({ kind }, oldestDueAt === null ? 0 : (standing.now - oldestDueAt) / 1_000);
    }
    for (const { status, count } of standing.accounts) accounts.set({ status }, count);
    for (const { state, count } of standing.unsynced) unsynced.set({ state }, count);
  };
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
    job: (kind, outcome) => jobs.inc({ kind, outcome }),
    contentType: registry.contentType,
    text: (now) => {
      ready.set(Number(now.ready));
      show(now.standing);
      return registry.metrics();
    },
  };
}
