import { Migration } from "../../entities/migration";
import { CppRole, MigrationStatus, PartnerCenterRole } from "../../entities/words";
import type { Database } from "../database/database";
import { preparedRead } from "../database/prepared-read";
import { readByKey } from "../database/read-by-key";
import { Loader } from "../graphql/loader";
import { shownUser, type ShownUser } from "./shown-user-loader";
import { firstUserLoaders, type FirstUserLoaders } from "./user-pages";

/** A user's key. */
export interface UserKey {
  accountId: string;
  id: string;
}

export interface UserLoaders extends FirstUserLoaders {
  user: Loader<UserKey, ShownUser | null, string>;
  /** By account ID: the owners to ask, in the order of adding. */
  owners: Loader<string, ShownUser[]>;
}

const managing = [PartnerCenterRole.OWNER, PartnerCenterRole.MANAGER];
/** The rule `isOwner` in SQL. */
const isOwnerInSql =
  "CASE WHEN migration.status = :completed THEN user.partnerCenterRole IN (:...managing) ELSE user.cppRole = :owner END";

const users = preparedRead(shownUser, "user", (query) =>
  query.where("user.accountId IN (:...accountIds) AND user.id IN (:...ids)"),
);
const owners = readByKey(shownUser, "accountId", "user", (query) =>
  query
    .innerJoin(Migration, "migration", "migration.accountId = user.accountId")
    .andWhere("user.removedAt IS NULL")
    .andWhere(isOwnerInSql, { completed: MigrationStatus.COMPLETED, owner: CppRole.OWNER, managing })
    .orderBy("user.id"),
);

const keyOf = ({ accountId, id }: UserKey): string => `${accountId}:${id}`;

/** Users by key, and the owners of accounts. */
export function userLoaders(database: Database): UserLoaders {
  return {
    ...firstUserLoaders(database),
    user: new Loader<UserKey, ShownUser | null, string>(async (keys) => {
      const accountIds = [...new Set(keys.map((key) => key.accountId))];
      const rows = await users(database, undefined, { accountIds, ids: keys.map(({ id }) => id) });
      const byKey = new Map(rows.map((row) => [keyOf(row), row]));
      return keys.map((key) => byKey.get(keyOf(key)) ?? null);
    }, keyOf),
    owners: new Loader((accountIds) => owners(database, accountIds)),
  };
}
