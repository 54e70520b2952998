import { IsNull } from "typeorm";
import { AccountUser } from "../../entities/account-user";
import type { Database } from "../database/database";
import { preparedRead } from "../database/prepared-read";
import { readByKey } from "../database/read-by-key";
import { connection, encodeCursor, largestPage, type Connection, type PageWish } from "../graphql/connection";
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
      const lists = await readGroup(database, group);
      group.forEach((key, i) => users.set(key, lists[i]!));
    }
    return keys.map((key) => connection(users.get(key)!, key.wish, userCursor, () => countUsers(database, key)));
  }, nameOf);
}

const wishOf = ({ wish, includeRemoved }: UserPageKey): string =>
  `${wish.first}:${wish.after ? JSON.stringify(wish.after) : ""}:${includeRemoved}`;
const nameOf = (key: UserPageKey): string => `${key.accountId}:${wishOf(key)}`;
const userCursor = ({ id }: ShownUser): string => encodeCursor(id);

/** The first users of an account, and beyond a page of them as many as the others have left room for. */
const firstUsers = (includeRemoved: boolean) =>
  readByKey(
    shownUser,
    "accountId",
    "user",
    (query) => {
      if (!includeRemoved) query.andWhere("user.removedAt IS NULL");
      query.addOrderBy("user.id");
    },
    { rows: 2_000, ofEach: largestPage + 1 },
  );
const firstOfThere = firstUsers(false);
const firstOfAll = firstUsers(true);

const nextUsers = preparedRead(shownUser, "user", (query, shape: { includeRemoved: boolean; take: number }) => {
  query.where("user.accountId = :accountId AND user.id > :after");
  if (!shape.includeRemoved) query.andWhere("user.removedAt IS NULL");
  query.orderBy("user.id").limit(shape.take);
});

function readGroup(database: Database, group: UserPageKey[]): Promise<ShownUser[][]> {
  const { wish, includeRemoved } = group[0]!;
  const accountIds = group.map(({ accountId }) => accountId);
  const take = wish.first + 1;
  if (!wish.after) return (includeRemoved ? firstOfAll : firstOfThere)(database, accountIds, take);
  const [after] = wish.after as [string];
  return Promise.all(
    accountIds.map((accountId) => nextUsers(database, { includeRemoved, take }, { accountId, after })),
  );
}

const countUsers = ({ reader }: Database, { accountId, includeRemoved }: UserPageKey): Promise<number> =>
  reader.countBy(AccountUser, { accountId, ...(includeRemoved ? {} : { removedAt: IsNull() }) });
