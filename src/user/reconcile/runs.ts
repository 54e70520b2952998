import { LessThan, MoreThan, type EntityManager } from "typeorm";
import { Migration } from "../../../entities/migration";
import { type FindingOutcome, Reconciliation, ReconciliationFinding } from "../../../entities/reconciliation";
import { MigrationStatus } from "../../../entities/words";
import type { Database } from "../../database/database";
import { isDuplicate } from "../../database/run-again";
import { newId } from "../../ids";

const day = 24 * 60 * 60_000;

/** Whether an unfinished run may be continued: somebody has worked on it within a day. */
export const isCurrent = ({ begunAt, heldUntil }: Reconciliation, now: number): boolean =>
  now - Math.max(begunAt, heldUntil) < day;

/**
 * The unfinished run of that mode, or a new one: there are never two, even when several processes start at once. A run
 * that nobody has continued for a day is closed, since its findings may be out of date.
 */
export async function openRun(
  database: Database,
  { mode, nightly }: Pick<Reconciliation, "mode" | "nightly">,
  now: number,
): Promise<Reconciliation> {
  const { reader, write } = database;
  const present = await reader.findOneBy(Reconciliation, { open: mode });
  if (present && isCurrent(present, now)) return present;
  if (present) await finishRun(database, present, now);
  const begun = { mode, open: mode, nightly, begunAt: now, finishedAt: null, cursor: "", compared: 0 };
  const run = { ...begun, id: newId(now), heldUntil: 0, version: 1 };
  try {
    await write((tx) => tx.createQueryBuilder().insert().into(Reconciliation).values(run).execute());
    return run;
  } catch (error) {
    const other = isDuplicate(error) ? await reader.findOneBy(Reconciliation, { open: mode }) : null;
    if (!other) throw error;
    return other;
  }
}

/** Updates the run if its version is still the one that was read; null when another process has it now. */
async function move(
  { write }: Database,
  run: Reconciliation,
  change: Partial<Reconciliation>,
): Promise<Reconciliation | null> {
  const { id, version } = run;
  const moved = { ...run, ...change, version: version + 1 };
  const { compared, cursor, heldUntil, finishedAt, open } = moved;
  const columns = { compared, cursor, heldUntil, finishedAt, open, version: moved.version };
  const { affected } = await write((tx) =>
    tx.createQueryBuilder().update(Reconciliation).set(columns).where({ id, version }).execute(),
  );
  return affected === 1 ? moved : null;
}

/** Claims the run until `heldUntil`; null while another process holds it, or when it is finished. */
export async function claimRun(
  database: Database,
  id: string,
  now: number,
  heldUntil: number,
): Promise<Reconciliation | null> {
  const run = await database.reader.findOneByOrFail(Reconciliation, { id });
  if (run.finishedAt !== null || run.heldUntil > now) return null;
  return move(database, run, { heldUntil });
}

/** Renews the lease of a claimed run; has no effect when another process has claimed it. */
export async function holdRun({ write }: Database, { id, version }: Reconciliation, heldUntil: number): Promise<void> {
  await write((tx) =>
    tx.createQueryBuilder().update(Reconciliation).set({ heldUntil }).where({ id, version }).execute(),
  );
}

/** Moves the cursor past the accounts, which are the next ones and are done. */
export const advanceRun = (database: Database, run: Reconciliation, accountIds: string[], heldUntil: number) =>
  move(database, run, { cursor: accountIds.at(-1)!, compared: run.compared + accountIds.length, heldUntil });

/** Releases the run: the next process that claims it continues from the cursor. */
export const releaseRun = (database: Database, run: Reconciliation, now: number) =>
  move(database, run, { heldUntil: now });

/** Closes the run: no accounts are left, or it is out of date. */
export const finishRun = (database: Database, run: Reconciliation, now: number) =>
  move(database, run, { finishedAt: now, open: null, heldUntil: 0 });

/** The IDs of the next migrated accounts after the cursor, at most `most`, in order. */
export async function nextMoved({ reader }: Database, cursor: string, most: number): Promise<string[]> {
  const rows = await reader.find(Migration, {
    select: { accountId: true },
    where: { status: MigrationStatus.COMPLETED, accountId: MoreThan(cursor) },
    order: { accountId: "ASC" },
    take: most,
  });
  return rows.map(({ accountId }) => accountId);
}

/** A run's results so far. */
export interface RunTally {
  compared: number;
  agreed: number;
  repaired: number;
  left: number;
  notCompared: number;
}

/** Computes the results from what is stored, so that no process has to remember anything. */
export async function tallyOf(reader: EntityManager, { id: runId, compared }: Reconciliation): Promise<RunTally> {
  const rows = await reader
    .createQueryBuilder(ReconciliationFinding, "finding")
    .select("finding.outcome", "outcome")
    .addSelect("COUNT(*)", "count")
    .where({ runId })
    .groupBy("finding.outcome")
    .getRawMany<{ outcome: FindingOutcome; count: number | string }>();
  const of = (outcome: FindingOutcome) => Number(rows.find((row) => row.outcome === outcome)?.count ?? 0);
  const [repaired, left, notCompared] = [of("REPAIRED"), of("LEFT"), of("NOT_COMPARED")];
  return { compared, agreed: Math.max(0, compared - repaired - left - notCompared), repaired, left, notCompared };
}

const keptForMs = 30 * 24 * 60 * 60_000;
const batch = 500;

/** Deletes runs a month old that nobody holds, with their findings, which may contain people's addresses. */
export async function sweepRuns({ reader, write }: Database, now: number): Promise<void> {
  const month = now - keptForMs;
  const where = { id: LessThan(newId(month)), heldUntil: LessThan(month) };
  const old = await reader.find(Reconciliation, { where, take: batch });
  for (const { id, id: runId } of old) {
    for (let found = batch; found === batch;) {
      const due = await reader.find(ReconciliationFinding, { where: { runId }, take: batch });
      found = due.length;
      for (const { accountId } of due) await write((tx) => tx.delete(ReconciliationFinding, { accountId, runId }));
    }
    await write((tx) => tx.delete(Reconciliation, { id }));
  }
}
