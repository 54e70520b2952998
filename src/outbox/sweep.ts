import { In, LessThan } from "typeorm";
import { IdempotencyRecord } from "../../entities/idempotency-record";
import { Reconciliation, ReconciliationFinding } from "../../entities/reconciliation";
import { WorkEmailAttempt } from "../../entities/work-email-attempt";
import type { Database } from "../database/database";
import { newId } from "../ids";
import type { Services } from "../services";

const batch = 500;
const attemptsCountFor = 24 * 60 * 60_000;
const reconciliationsCountFor = 30 * 24 * 60 * 60_000;

/** Deletes what has no effect any more: outcomes past their day, attempts that no limit counts, and reconciliations a month old. Answers how many rows went. */
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
  return gone + (await sweepReconciliations(database, now));
}

/** Runs that nobody is at and what they found, of which people may be told by their addresses. */
async function sweepReconciliations({ reader, write }: Database, now: number): Promise<number> {
  let gone = 0;
  const month = now - reconciliationsCountFor;
  const where = { id: LessThan(newId(month)), heldUntil: LessThan(month) };
  const old = await reader.find(Reconciliation, { where, take: batch });
  for (const { id, id: runId } of old) {
    for (let found = batch; found === batch; gone += found) {
      const due = await reader.find(ReconciliationFinding, { where: { runId }, take: batch });
      found = due.length;
      for (const { accountId } of due) await write((tx) => tx.delete(ReconciliationFinding, { accountId, runId }));
    }
    await write((tx) => tx.delete(Reconciliation, { id }));
    gone++;
  }
  return gone;
}
