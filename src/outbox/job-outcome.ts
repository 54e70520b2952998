import type { Job } from "../../entities/job";
import type { Services } from "../services";

/** A claimed job: whose it is, and the how-manieth claim in a row this is. */
export type ClaimedJob = Pick<Job, "accountId" | "kind" | "attempts">;

/** What is to become of the job: nothing more, or another go later. `fresh` starts counting attempts anew. */
export type JobOutcome = "done" | { againInMs: number; fresh?: boolean };

/** Does a job. It may run twice, and at the same time as its own earlier run that could not renew its lease. */
export type JobHandler = (services: Services, job: ClaimedJob) => Promise<JobOutcome>;

/** Milliseconds to wait after the nth failure in a row: full jitter, doubling from 50 ms up to the cap, but never less than asked for. */
export function backOff(attempt: number, capMs: number, atLeastMs = 0): number {
  const span = Math.min(capMs, 50 * 2 ** Math.min(attempt, 20));
  return Math.max(atLeastMs, Math.ceil(Math.random() * span));
}
