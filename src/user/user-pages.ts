import DataLoader from "dataloader";
import { IsNull } from "typeorm";
import { AccountUser } from "../../entities/account-user";
import type { Database } from "../database/database";
import { preparedRead } from "../database/prepared-read";
import { connection, encodeCursor, type Connection, type PageWish } from "../graphql/connection";

/** Which of an account's users. */
export interface UserPageKey {
  accountId: string;
  wish: PageWish;
  includeRemoved: boolean;
}

/** Pages of users in the order of adding: first pages of many accounts come by one statement. */
export function userPages(database: Database): DataLoader<UserPageKey, Connection<AccountUser>, string> {
  return new DataLoader<UserPageKey, Connection<AccountUser>, string>(
    async (keys) => {
      const groups = new Map<string, UserPageKey[]>();
      for (const key of keys) groups.set(wishOf(key), [...(groups.get(wishOf(key)) ?? []), key]);
      const rows = new Map<string, AccountUser[]>();
      for (const group of groups.values())
        for (const [accountId, users] of await readGroup(database, group))
          rows.set(`${accountId}:${wishOf(group[0]!)}`, users);
      return keys.map((key) => {
        const page = rows.get(`${key.accountId}:${wishOf(key)}`) ?? [];
        return connection(
          page,
          key.wish,
          (user) => encodeCursor(user.id),
          () => countUsers(database, key),
        );
      });
    },
    { cacheKeyFn: (key) => `${key.accountId}:${wishOf(key)}` },
  );
}

const wishOf = ({ wish, includeRemoved }: UserPageKey): string => JSON.stringify([wish, includeRemoved]);

/** Beyond this many rows in one go, accounts are read one by one, each no further than its page. */
const rowLimit = 2_000;

const page = preparedRead(
  AccountUser,
  "AccountUser",
  (query, shape: { after: boolean; includeRemoved: boolean; take: number }) => {
    query.where("AccountUser.accountId IN (:...accountIds)");
    if (!shape.includeRemoved) query.andWhere("AccountUser.removedAt IS NULL");
    if (shape.after) query.andWhere("AccountUser.id > :after");
    query.orderBy("AccountUser.accountId").addOrderBy("AccountUser.id").limit(shape.take);
  },
);

async function readGroup(database: Database, group: UserPageKey[]): Promise<Map<string, AccountUser[]>> {
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

function byAccount(users: AccountUser[]): Map<string, AccountUser[]> {
  const groups = new Map<string, AccountUser[]>();
  for (const user of users) {
    const group = groups.get(user.accountId);
    if (group) group.push(user);
    else groups.set(user.accountId, [user]);
  }
  return groups;
}

const countUsers = ({ reader }: Database, { accountId, includeRemoved }: UserPageKey): Promise<number> =>
  reader.countBy(AccountUser, { accountId, ...(includeRemoved ? {} : { removedAt: IsNull() }) });
