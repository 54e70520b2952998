import { Brackets } from "typeorm";
import { AccountUser } from "../../entities/account-user";
import { Migration } from "../../entities/migration";
import { MigrationStatus, SyncState } from "../../entities/words";
import type { Database } from "../database/database";
import { connection, encodeCursor, type Connection, type PageWish } from "../graphql/connection";

/** How many accounts have a status. */
export interface StatusCountValue {
  status: MigrationStatus;
  count: number;
}

/** One entry for every status, counted from the index by status. */
export async function statusCounts({ reader }: Database): Promise<StatusCountValue[]> {
  const rows = await reader
    .createQueryBuilder(Migration, "migration")
    .select("migration.status", "status")
    .addSelect("COUNT(*)", "count")
    .groupBy("migration.status")
    .getRawMany<{ status: MigrationStatus; count: number | string }>();
  const counts = new Map(rows.map(({ status, count }) => [status, Number(count)]));
  return Object.values(MigrationStatus).map((status) => ({ status, count: counts.get(status) ?? 0 }));
}

/** The users whose last change CPP was given up on. */
export async function failedSyncs({ reader }: Database, wish: PageWish): Promise<Connection<AccountUser>> {
  const query = reader.createQueryBuilder(AccountUser, "user").where({ syncState: SyncState.FAILED });
  const count = query.clone();
  if (wish.after) {
    const [accountId, id] = wish.after;
    query.andWhere(
      new Brackets((after) =>
        after
          .where("user.accountId > :accountId", { accountId })
          .orWhere("user.accountId = :accountId AND user.id > :id", { accountId, id }),
      ),
    );
  }
  const rows = await query
    .orderBy("user.accountId")
    .addOrderBy("user.id")
    .limit(wish.first + 1)
    .getMany();
  return connection(
    rows,
    wish,
    (user) => encodeCursor(user.accountId, user.id),
    () => count.getCount(),
  );
}
