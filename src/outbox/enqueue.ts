import { randomInt } from "node:crypto";
import { Job, type JobKind } from "../../entities/job";
import type { Tx } from "../database/database";
import { insertRows } from "../database/insert-rows";
import { deleteRowsLater } from "../database/update-rows";

/** Work to be done once this transaction is committed: due at once, or `afterMs` later. */
export interface NewJob {
  kind: JobKind;
  afterMs?: number;
}

/** The first version is any below: whoever still holds a job that was taken back never holds the one that came after it. */
const firstVersions = 2 ** 30;

/** Writes the job. One of that kind for the account becomes due anew: whoever holds it ends it no more, but hands it on. */
export async function enqueue(tx: Tx, accountId: string, job: NewJob, now: number): Promise<void> {
  const dueAt = now + (job.afterMs ?? 0);
  const { kind } = job;
  const anew = { dueAt, attempts: 0, version: () => "version + 1" };
  const version = randomInt(firstVersions);
  await insertRows(tx, Job, [{ accountId, kind, dueAt, heldUntil: 0, attempts: 0, version }], { known: anew });
}

/** Takes jobs back that have become pointless. */
export async function dropJobs(tx: Tx, accountId: string, kinds: JobKind[]): Promise<void> {
  for (const kind of kinds) await deleteRowsLater(tx, Job, { accountId, kind });
}
