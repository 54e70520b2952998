import { In, LessThan } from "typeorm";
import { IdempotencyRecord } from "../../entities/idempotency-record";
import { WorkEmailAttempt } from "../../entities/work-email-attempt";
import type { Services } from "../services";

const batch = 500;
const attemptsCountFor = 24 * 60 * 60_000;

/** Deletes what has no effect any more: outcomes past their day, and attempts that no limit counts. Answers how many rows went. */
export async function sweep({ database, clock }: Services): Promise<number> {
  const now = clock.now();
  let gone = 0;
  for (let found = batch; found === batch; gone += found) {
    const due = await database.reader.find(IdempotencyRecord, { where: { expiresAt: LessThan(now) }, take: batch });
    found = due.length;
    const id = In(due.map((record) => record.id));
    if (found > 0) await database.write((tx) => tx.delete(IdempotencyRecord, { id, expiresAt: LessThan(now) }));
  }
  const old = LessThan(now - attemptsCountFor);
  for (let found = batch; found === batch; gone += found) {
    const due = await database.reader.find(WorkEmailAttempt, { where: { at: old }, take: batch });
    found = due.length;
    for (const { accountId, at, id } of due)
      await database.write((tx) => tx.delete(WorkEmailAttempt, { accountId, at, id }));
  }
  return gone;
}
