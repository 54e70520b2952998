import { AccountUser } from "../../entities/account-user";
import { SyncState } from "../../entities/words";
import type { Database } from "../database/database";
import { connection, encodeCursor, type Connection, type PageWish } from "../graphql/connection";

/** The users whose last change CPP was given up on. */
export async function failedSyncs({ reader }: Database, wish: PageWish): Promise<Connection<AccountUser>> {
  const query = reader.createQueryBuilder(AccountUser, "user").where({ syncState: SyncState.FAILED });
  const count = query.clone();
  if (wish.after) {
    const [accountId, id] = wish.after;
    // One range of the index by state; within it only the last account's own users are passed over.
    query.andWhere("user.accountId >= :accountId AND (user.accountId > :accountId OR user.id > :id)", {
      accountId,
      id,
    });
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
