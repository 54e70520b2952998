import { randomInt } from "node:crypto";
import type { EntityManager } from "typeorm";
import { Job, type JobKind } from "../../entities/job";
import type { Tx } from "../database/database";
import { insertRows } from "../database/insert-rows";
import { deleteRowsLater } from "../database/update-rows";
import type { ClaimedJob } from "./job-outcome";

/** Work to do after this transaction commits: due at once, or `afterMs` later. */
export interface NewJob {
  kind: JobKind;
  afterMs?: number;
}

/** New jobs start at a random version below this, so that a holder of a deleted job never holds its successor. */
const firstVersions = 2 ** 30;

/**
 * Writes the job. If the account already has one of that kind, it becomes due anew: its holder can then only release
 * it, not finish it.
 */
export async function enqueue(tx: Tx, accountId: string, job: NewJob, now: number): Promise<void> {
  const dueAt = now + (job.afterMs ?? 0);
  const { kind } = job;
  const anew = { dueAt, attempts: 0, version: () => "version + 1" };
  const version = randomInt(firstVersions);
  await insertRows(tx, Job, [{ accountId, kind, dueAt, heldUntil: 0, attempts: 0, version }], { known: anew });
}

/** Whether the job is as it was claimed: neither enqueued anew since, nor claimed by another worker. */
export const isAsClaimed = (tx: Tx, { accountId, kind, version }: ClaimedJob): Promise<boolean> =>
  tx.existsBy(Job, { accountId, kind, version });

/** Whether the account has a job of the kind, due or not. */
export const hasJob = (manager: EntityManager, accountId: string, kind: JobKind): Promise<boolean> =>
  manager.existsBy(Job, { accountId, kind });

/** Deletes jobs that have become pointless. */
export async function dropJobs(tx: Tx, accountId: string, kinds: JobKind[]): Promise<void> {
  for (const kind of kinds) await deleteRowsLater(tx, Job, { accountId, kind });
}
