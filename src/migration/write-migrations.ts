import { Migration } from "../../entities/migration";
import { StatusCount } from "../../entities/status-count";
import type { MigrationStatus } from "../../entities/words";
import type { Tx } from "../database/database";
import { insertRows } from "../database/insert-rows";
import { updateRows } from "../database/update-rows";
import { mayBecome } from "./machine-rules";

/* The only place that writes the status of a migration: how many have each is counted in the same transaction. */

/** Writes new migrations. Call it last: all other imports wait at the counts until this transaction ends. */
export async function insertMigrations(tx: Tx, migrations: Migration[]): Promise<void> {
  await insertRows(tx, Migration, migrations);
  const counts = new Map<MigrationStatus, Map<string, number>>();
  for (const { accountId, status } of migrations) {
    const byShard = counts.get(status) ?? new Map<string, number>();
    counts.set(status, byShard.set(shardOf(accountId), (byShard.get(shardOf(accountId)) ?? 0) + 1));
  }
  for (const [status, byShard] of counts) await count(tx, status, byShard);
}

/** Changes the migration as it was read under the account's guard, to what the machine allows. */
export async function changeMigration(tx: Tx, before: Migration, change: Partial<Migration>): Promise<void> {
  const { accountId, version, status: from } = before;
  const to = change.status ?? from;
  if (!mayBecome(from, to)) throw new Error(`a migration cannot go from ${from} to ${to}`);
  const changed = await updateRows(tx, Migration, { accountId, version }, { ...change, version: version + 1 });
  if (changed !== 1) throw new Error(`the migration of ${accountId} changed under its guard`);
  if (to === from) return;
  // In the order of the key, so that no two transactions wait for each other.
  for (const status of [from, to].sort())
    await count(tx, status, new Map([[shardOf(accountId), status === to ? 1 : -1]]));
}

/** Which of a status's rows counts the account. */
export const shardOf = (accountId: string): string => accountId.slice(0, 1);

async function count(tx: Tx, status: MigrationStatus, changes: Map<string, number>): Promise<void> {
  const cases = [...changes].map(([shard, change]) => `WHEN '${shard}' THEN ${change}`).join(" ");
  const { affected } = await tx
    .createQueryBuilder()
    .update(StatusCount)
    .set({ accounts: () => `accounts + CASE shard ${cases} END` })
    .where("status = :status AND shard IN (:...shards)", { status, shards: [...changes.keys()].sort() })
    .execute();
  if (affected !== changes.size) throw new Error(`there are no counts of ${status} for ${[...changes.keys()].join()}`);
}
