import { Migration } from "../../entities/migration";
import type { MigrationStatus } from "../../entities/words";
import type { Tx } from "../database/database";
import { insertRows } from "../database/insert-rows";
import { sendLater } from "../database/send-later";
import { updateRowsLater } from "../database/update-rows";
import { mayBecome } from "./machine-rules";

/* The only place that writes the status of a migration: the same transaction updates the count of each status. */

/** Inserts migrations. Call it last: it locks the counts, and all other imports wait until this transaction ends. */
export async function insertMigrations(tx: Tx, migrations: Migration[]): Promise<void> {
  await insertRows(tx, Migration, migrations);
  await count(
    tx,
    migrations.map(({ accountId, status }) => ({ accountId, status, by: 1 })),
  );
}

/** Changes a migration that was read under the account's guard. Throws for a transition that the machine forbids. */
export async function changeMigration(tx: Tx, before: Migration, change: Partial<Migration>): Promise<void> {
  const { accountId, version, status: from } = before;
  const to = change.status ?? from;
  if (!mayBecome(from, to)) throw new Error(`a migration cannot go from ${from} to ${to}`);
  await updateRowsLater(tx, Migration, { accountId, version }, { ...change, version: version + 1 }, 1);
  if (to === from) return;
  await count(tx, [
    { accountId, status: from, by: -1 },
    { accountId, status: to, by: 1 },
  ]);
}

/** The shard of a status's count that includes the account. */
const shardOf = (accountId: string): string => accountId.slice(0, 1);

interface Counted {
  accountId: string;
  status: MigrationStatus;
  by: number;
}

/** Uses one statement, which locks the counts in key order, so that transactions cannot deadlock. */
async function count(tx: Tx, all: Counted[]): Promise<void> {
  const counts = new Map<string, { shard: string; status: MigrationStatus; by: number }>();
  for (const { accountId, status, by } of all) {
    const shard = shardOf(accountId);
    const before = counts.get(shard + status)?.by ?? 0;
    counts.set(shard + status, { shard, status, by: before + by });
  }
  if (counts.size === 0) return;
  const [one, either] = ["shard = ? AND status = ?", Array<string>(counts.size).fill("(shard = ? AND status = ?)")];
  const changes = [...counts.values()];
  await sendLater(
    tx,
    `UPDATE status_count SET accounts = accounts + CASE ${changes.map(() => `WHEN ${one} THEN ?`).join(" ")} END` +
      ` WHERE ${either.join(" OR ")}`,
    [
      ...changes.flatMap(({ shard, status, by }) => [shard, status, by]),
      ...changes.flatMap(({ shard, status }) => [shard, status]),
    ],
    changes.length,
  );
}
