import { AccountUser } from "../../entities/account-user";
import { SyncState } from "../../entities/words";
import type { Database } from "../database/database";
import { connection, encodeCursor, type Connection, type PageWish } from "../graphql/connection";

/** Returns the users whose last sync to CPP was given up. */
export async function failedSyncs({ reader }: Database, wish: PageWish): Promise<Connection<AccountUser>> {
  const query = reader.createQueryBuilder(AccountUser, "user").where({ syncState: SyncState.FAILED });
  const count = query.clone();
  if (wish.after) {
    const [accountId, id] = wish.after;
    // One range of the index by state, in which only users of the last account are skipped.
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

/** How many users' latest changes have not reached CPP, by the state of their sync. */
export interface UnsyncedUsers {
  state: SyncState;
  count: number;
}

/** Returns one entry for each state but SYNCED. */
export async function unsyncedUsers({ reader }: Pick<Database, "reader">): Promise<UnsyncedUsers[]> {
  const count = async (state: SyncState) => ({ state, count: await reader.countBy(AccountUser, { syncState: state }) });
  return [await count(SyncState.PENDING), await count(SyncState.FAILED)];
}
