import { LessThan, MoreThan } from "typeorm";
import { Person } from "../../entities/person";
import { WorkEmailAttempt } from "../../entities/work-email-attempt";
import type { Database, Tx } from "../database/database";
import { insertRows } from "../database/insert-rows";
import { guardOf, lockRows, type Guard } from "../database/lock-account";
import { preparedRead } from "../database/prepared-read";
import { digest, newId } from "../ids";
import { viewerKey, type Viewer } from "../viewer/viewer";

const perMigration = { count: 5, ms: 60 * 60_000 };
const perViewer = { count: 20, ms: 24 * 60 * 60_000 };

/** What is attempted. An MPN ID counts once a day per viewer: trying it again reveals no new tenant name. */
export type Tried = { kind: "CODE" | "MISMATCH" } | { kind: "MPN_ID"; mpnId: string };

/** The person's row: with it locked, nobody else counts this person's attempts, on whichever account. */
const person = preparedRead(Person, "person", (query, guard: Guard) => {
  query.where("person.tenantId = :tenantId AND person.objectId = :objectId");
  lockRows(query, guard);
});

/** Counts one attempt and returns null; when a limit is reached, counts nothing and returns the seconds to wait. */
export async function countAttempt(
  database: Database,
  tx: Tx,
  { accountId, viewer: { tenantId, objectId }, ...tried }: { accountId: string; viewer: Viewer } & Tried,
  now: number,
): Promise<number | null> {
  const { kind } = tried;
  const viewer = viewerKey({ tenantId, objectId });
  await person(database.within(tx), guardOf(database), { tenantId, objectId });
  const id = tried.kind === "MPN_ID" ? digest(viewer, tried.mpnId).slice(0, 22) : newId(now);
  const lately = { viewer, kind, id, at: MoreThan(now - perViewer.ms) };
  if (kind === "MPN_ID" && (await tx.existsBy(WorkEmailAttempt, lately))) return null;
  const wait = Math.max(
    await waitFor(tx, { accountId, kind }, perMigration, now),
    await waitFor(tx, { viewer, kind }, perViewer, now),
  );
  if (wait > 0) return Math.ceil(wait / 1_000);
  await insertRows(tx, WorkEmailAttempt, [{ accountId, viewer, kind, at: now, id }]);
  return null;
}

/** Milliseconds until the oldest of the last `count` attempts leaves the window; 0 when there were fewer. */
async function waitFor(
  tx: Tx,
  whose: Partial<WorkEmailAttempt>,
  limit: typeof perMigration,
  now: number,
): Promise<number> {
  const recent = await tx.find(WorkEmailAttempt, {
    select: { at: true },
    where: { ...whose, at: MoreThan(now - limit.ms) },
    order: { at: "DESC" },
    take: limit.count,
  });
  return recent.length < limit.count ? 0 : recent.at(-1)!.at + limit.ms - now;
}

const batch = 500;

/** Deletes the attempts that no limit counts any more. */
export async function sweepAttempts({ reader, write }: Database, now: number): Promise<void> {
  const old = LessThan(now - Math.max(perMigration.ms, perViewer.ms));
  for (let found = batch; found === batch;) {
    const due = await reader.find(WorkEmailAttempt, { where: { at: old }, take: batch });
    found = due.length;
    for (const { accountId, at, id } of due) await write((tx) => tx.delete(WorkEmailAttempt, { accountId, at, id }));
  }
}
