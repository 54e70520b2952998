import { IsNull } from "typeorm";
import { AccountUser } from "../../entities/account-user";
import type { Database } from "../database/database";
import { preparedRead } from "../database/prepared-read";
import { readByKey } from "../database/read-by-key";
import { connection, encodeCursor, largestPage, type Connection, type PageWish } from "../graphql/connection";
import type { Context } from "../graphql/context";
import { Loader, when, type Soon } from "../graphql/loader";
import { shownUser, type ShownUser } from "./shown-user-loader";

/** A page of an account's users. */
export interface UserPageKey {
  accountId: string;
  wish: PageWish;
  includeRemoved: boolean;
}

/** By account ID: its first users in the order of adding, one more than the largest page. */
export interface FirstUserLoaders {
  firstUsers: Loader<string, ShownUser[]>;
  /** Including removed users. */
  firstUsersEver: Loader<string, ShownUser[]>;
}

const most = largestPage + 1;

/** The first users of each account, in statements of limited size. */
const firstUsers = (includeRemoved: boolean) =>
  readByKey(
    shownUser,
    "accountId",
    "user",
    (query) => {
      if (!includeRemoved) query.andWhere("user.removedAt IS NULL");
      query.addOrderBy("user.id");
    },
    { rows: 2_000, ofEach: most },
  );
const firstOfThere = firstUsers(false);
const firstOfAll = firstUsers(true);

/** Loads the first users of many accounts together. */
export const firstUserLoaders = (database: Database): FirstUserLoaders => ({
  firstUsers: new Loader((accountIds) => firstOfThere(database, accountIds)),
  firstUsersEver: new Loader((accountIds) => firstOfAll(database, accountIds)),
});

const nextUsers = preparedRead(shownUser, "user", (query, shape: { includeRemoved: boolean; take: number }) => {
  query.where("user.accountId = :accountId AND user.id > :after");
  if (!shape.includeRemoved) query.andWhere("user.removedAt IS NULL");
  query.orderBy("user.id").limit(shape.take);
});

/** A page of an account's users in the order of adding. */
export function usersOf({ loaders, services }: Context, key: UserPageKey): Soon<Connection<ShownUser>> {
  const { accountId, wish, includeRemoved } = key;
  const { database } = services;
  const page = (users: ShownUser[]) => connection(users, wish, userCursor, () => countUsers(database, key));
  if (!wish.after) {
    const first = includeRemoved ? loaders.firstUsersEver : loaders.firstUsers;
    return when([first.load(accountId)], page);
  }
  const [after] = wish.after as [string];
  return nextUsers(database, { includeRemoved, take: wish.first + 1 }, { accountId, after }).then(page);
}

const userCursor = ({ id }: ShownUser): string => encodeCursor(id);

const countUsers = ({ reader }: Database, { accountId, includeRemoved }: UserPageKey): Promise<number> =>
  reader.countBy(AccountUser, { accountId, ...(includeRemoved ? {} : { removedAt: IsNull() }) });
