import { IsNull } from "typeorm";
import { AccountUser } from "../../entities/account-user";
import type { Database } from "../database/database";
import { preparedRead } from "../database/prepared-read";
import { connection, encodeCursor, type Connection, type PageWish } from "../graphql/connection";
import { Loader } from "../graphql/loader";
import { shownUser, type ShownUser } from "./shown-user-loader";

/** Which of an account's users. */
export interface UserPageKey {
  accountId: string;
  wish: PageWish;
  includeRemoved: boolean;
}

/** Pages of users in the order of adding: first pages of many accounts come by one statement. */
export function userPages(database: Database): Loader<UserPageKey, Connection<ShownUser>, string> {
  return new Loader<UserPageKey, Connection<ShownUser>, string>(async (keys) => {
    const groups = new Map<string, UserPageKey[]>();
    for (const key of keys) {
      const group = groups.get(wishOf(key));
      if (group) group.push(key);
      else groups.set(wishOf(key), [key]);
    }
    const users = new Map<UserPageKey, ShownUser[]>();
    for (const group of groups.values()) {
      const byAccount = await readGroup(database, group);
      for (const key of group) users.set(key, byAccount.get(key.accountId) ?? []);
    }
    return keys.map((key) => connection(users.get(key)!, key.wish, userCursor, () => countUsers(database, key)));
  }, nameOf);
}

const wishOf = ({ wish, includeRemoved }: UserPageKey): string =>
  `${wish.first}:${wish.after ? JSON.stringify(wish.after) : ""}:${includeRemoved}`;
const nameOf = (key: UserPageKey): string => `${key.accountId}:${wishOf(key)}`;
const userCursor = ({ id }: ShownUser): string => encodeCursor(id);

/** Beyond this many rows in one go, accounts are read one by one, each no further than its page. */
const rowLimit = 2_000;

const page = preparedRead(
  shownUser,
  "AccountUser",
  (query, shape: { after: boolean; includeRemoved: boolean; take: number }) => {
    query.where("AccountUser.accountId IN (:...accountIds)");
    if (!shape.includeRemoved) query.andWhere("AccountUser.removedAt IS NULL");
    if (shape.after) query.andWhere("AccountUser.id > :after");
    query.orderBy("AccountUser.accountId").addOrderBy("AccountUser.id").limit(shape.take);
  },
);

async function readGroup(database: Database, group: UserPageKey[]): Promise<Map<string, ShownUser[]>> {
  const { wish, includeRemoved } = group[0]!;
  const accountIds = group.map((key) => key.accountId);
  const [after = null] = wish.after ?? [];
  const read = (ids: string[], take: number) =>
    page(database, { after: after !== null, includeRemoved, take }, { accountIds: ids, after });
  const together = await read(accountIds, rowLimit);
  if (together.length < rowLimit) return byAccount(together);
  const apart = await Promise.all(accountIds.map((id) => read([id], wish.first + 1)));
  return byAccount(apart.flat());
}

function byAccount(users: ShownUser[]): Map<string, ShownUser[]> {
  const groups = new Map<string, ShownUser[]>();
  for (const user of users) {
    const group = groups.get(user.accountId);
    if (group) group.push(user);
    else groups.set(user.accountId, [user]);
  }
  return groups;
}

const countUsers = ({ reader }: Database, { accountId, includeRemoved }: UserPageKey): Promise<number> =>
  reader.countBy(AccountUser, { accountId, ...(includeRemoved ? {} : { removedAt: IsNull() }) });
