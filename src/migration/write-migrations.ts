import { Migration } from "../../entities/migration";
import type { MigrationStatus } from "../../entities/words";
import type { Tx } from "../database/database";
import { insertRows } from "../database/insert-rows";
import { sendLater } from "../database/send-later";
import { updateRowsLater } from "../database/update-rows";
import { mayBecome } from "./machine-rules";

/* The only place that writes the status of a migration: how many have each is counted in the same transaction. */

/** Writes new migrations. Call it last: all other imports wait at the counts until this transaction ends. */
export async function insertMigrations(tx: Tx, migrations: Migration[]): Promise<void> {
  await insertRows(tx, Migration, migrations);
  await count(
    tx,
    migrations.map(({ accountId, status }) => ({ accountId, status, by: 1 })),
  );
}

/** Changes the migration as it was read under the account's guard, to what the machine allows. */
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

/** Which of a status's rows counts the account. */
const shardOf = (accountId: string): string => accountId.slice(0, 1);

interface Counted {
  accountId: string;
  status: MigrationStatus;
  by: number;
}

/** By one statement, which takes the counts in the order of their key: no two transactions wait for each other. */
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
