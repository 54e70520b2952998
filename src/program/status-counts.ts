import { Migration } from "../../entities/migration";
import { StatusCount } from "../../entities/status-count";
import { MigrationStatus } from "../../entities/words";
import type { Database, Tx } from "../database/database";
import { guardOf, lockRows } from "../database/lock-account";
import { updateRowsLater } from "../database/update-rows";

/** How many accounts have a status. */
export interface StatusCountValue {
  status: MigrationStatus;
  count: number;
}

/** Returns one entry for every status, from counts that are updated with every change of a status. */
export async function statusCounts({ reader }: Pick<Database, "reader">): Promise<StatusCountValue[]> {
  const rows = await reader
    .createQueryBuilder(StatusCount, "counted")
    .select("counted.status", "status")
    .addSelect("SUM(counted.accounts)", "count")
    .groupBy("counted.status")
    .getRawMany<{ status: MigrationStatus; count: number | string }>();
  const counts = new Map(rows.map(({ status, count }) => [status, Number(count)]));
  return Object.values(MigrationStatus).map((status) => ({ status, count: counts.get(status) ?? 0 }));
}

/**
 * Recounts the statuses, a shard at a time: during a rolling upgrade, a release that does not know the counts changes
 * statuses without updating them.
 */
export async function recountStatuses(database: Database): Promise<void> {
  const shards = await database.reader
    .createQueryBuilder(StatusCount, "counted")
    .select("DISTINCT counted.shard", "shard")
    .getRawMany<{ shard: string }>();
  for (const { shard } of shards) await database.write((tx) => recount(database, tx, shard));
}

/** Transactions that change a status of the shard wait for these row locks, then add to the new counts. */
async function recount(database: Database, tx: Tx, shard: string): Promise<void> {
  const rows = tx.createQueryBuilder(StatusCount, "counted").where({ shard }).orderBy("counted.status");
  lockRows(rows, guardOf(database));
  const present = await rows.getMany();
  const found = await tx
    .createQueryBuilder(Migration, "migration")
    .select("migration.status", "status")
    .addSelect("COUNT(*)", "count")
    .where("migration.accountId >= :shard AND migration.accountId < :end", { shard, end: `${shard}~` })
    .groupBy("migration.status")
    .getRawMany<{ status: MigrationStatus; count: number | string }>();
  const counts = new Map(found.map(({ status, count }) => [status, Number(count)]));
  for (const { status, accounts } of present)
    if (accounts !== (counts.get(status) ?? 0))
      await updateRowsLater(tx, StatusCount, { shard, status }, { accounts: counts.get(status) ?? 0 });
}
