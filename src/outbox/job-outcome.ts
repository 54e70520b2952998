import type { Job } from "../../entities/job";
import type { UpstreamUnavailable } from "../faults";
import type { Services } from "../services";

/** A claimed job: its account and kind, how many times in a row it has been claimed, and the version of this claim. */
export type ClaimedJob = Pick<Job, "accountId" | "kind" | "attempts" | "version">;

/** How a run ends: `again` later as planned, `retry` because the job could not be done, `failed` by a fault of ours. */
export const jobEnds = ["done", "again", "retry", "failed"] as const;

/** One of them. */
export type JobEnd = (typeof jobEnds)[number];

/**
 * What happens to the job: it is done, or it runs again later. `fresh` resets the count of attempts. `end` says how the
 * run has ended, if not `again` when fresh and `retry` otherwise. `why` says what keeps it from being done, for the log.
 */
export type JobOutcome = "done" | { againInMs: number; fresh?: boolean; end?: JobEnd; why?: string };

/** How a run with that outcome has ended. */
export const endOf = (outcome: JobOutcome): JobEnd =>
  outcome === "done" ? "done" : (outcome.end ?? (outcome.fresh ? "again" : "retry"));

/** Does a job. It may run twice, even concurrently with an earlier run of its own whose lease could not be renewed. */
export type JobHandler = (services: Services, job: ClaimedJob) => Promise<JobOutcome>;

/**
 * Returns the milliseconds to wait after the nth failure in a row: full jitter over 50 ms × 2ⁿ, at most over `capMs`,
 * but never less than `atLeastMs`.
 */
export function backOff(attempt: number, capMs: number, atLeastMs = 0): number {
  const span = Math.min(capMs, 50 * 2 ** Math.min(attempt, 20));
  return Math.max(atLeastMs, Math.ceil(Math.random() * span));
}

/** The outcome of a job that an upstream system kept from being done. */
export const whenAvailable = (job: ClaimedJob, error: UpstreamUnavailable, capMs: number): JobOutcome => ({
  againInMs: backOff(job.attempts, capMs, error.retryAfterMs),
  why: error.message,
});
