import { Account } from "../../entities/account";
import { AccountUser } from "../../entities/account-user";
import { Migration } from "../../entities/migration";
import { PartnerCenterRole } from "../../entities/words";
import type { Database, Reads, Tx } from "../database/database";
import { lockAccount } from "../database/lock-account";
import { preparedJoin, preparedRead } from "../database/prepared-read";
import type { SellerRef } from "../upstream/upstream";

/** An account in Partner Center's hands, with everybody on it, or those whom a change concerns. */
export interface ManagedAccount {
  account: Account;
  migration: Migration;
  users: AccountUser[];
}

/** A user of an account by one of their keys. */
export type UserName = { id: string } | { principal: string };

/** Who acts, and who is changed. */
export interface Concerned {
  actor: Pick<AccountUser, "id">;
  user: UserName | null;
}

const managed = preparedJoin({ account: Account, migration: Migration }, (query) =>
  query.innerJoin(Migration, "migration", "migration.accountId = account.id").where("account.id = :accountId"),
);
const migrations = preparedRead(Migration, "migration", (query) => query.where("migration.accountId = :accountId"));
const everybody = preparedRead(AccountUser, "user", (query) =>
  query.where("user.accountId = :accountId").orderBy("user.id"),
);

/** The account as it stands; null when there is none. */
export async function readManaged(from: Reads, accountId: string): Promise<ManagedAccount | null> {
  const [rows] = await managed(from, undefined, { accountId });
  return rows ? { ...rows, users: await everybody(from, undefined, { accountId }) } : null;
}

/** The same under the account's guard: nobody else changes the account until this write unit ends. */
export async function guardManaged(database: Database, tx: Tx, accountId: string): Promise<ManagedAccount> {
  const account = await lockAccount(database, tx, accountId);
  const from = database.within(tx);
  const [migration] = await migrations(from, undefined, { accountId });
  if (!account || !migration) throw new Error(`account ${accountId} is gone`);
  return { account, migration, users: await everybody(from, undefined, { accountId }) };
}

/** Null who is not on the account. */
interface ConcernedRows {
  migration: Migration;
  actor: AccountUser | null;
  user: AccountUser | null;
}

const concerned = preparedJoin(
  { migration: Migration, actor: AccountUser, user: AccountUser },
  (query, { by }: { by: "id" | "principal" }) =>
    query
      .leftJoin(AccountUser, "actor", "actor.accountId = migration.accountId AND actor.id = :actor")
      .leftJoin(AccountUser, "user", `user.accountId = migration.accountId AND user.${by} = :name`)
      .where("migration.accountId = :accountId"),
);
const owners = preparedRead(AccountUser, "user", (query) =>
  query
    .where("user.accountId = :accountId AND user.partnerCenterRole = :role AND user.removedAt IS NULL")
    .orderBy("user.id"),
);

/**
 * The account under its guard, of its users only those whom the change concerns: who acts, who is changed, and all owners
 * when that is one. However many users an account has, a change reads as few.
 */
export async function guardConcerned(
  database: Database,
  tx: Tx,
  accountId: string,
  { actor, user: changed }: Concerned,
): Promise<ManagedAccount> {
  const account = await lockAccount(database, tx, accountId);
  const from = database.within(tx);
  const by = changed && "principal" in changed ? "principal" : "id";
  const name = changed && ("principal" in changed ? changed.principal : changed.id);
  const [rows]: ConcernedRows[] = await concerned(from, { by }, { accountId, actor: actor.id, name });
  if (!account || !rows) throw new Error(`account ${accountId} is gone`);
  const { OWNER } = PartnerCenterRole;
  const those = rows.user?.partnerCenterRole === OWNER ? await owners(from, undefined, { accountId, role: OWNER }) : [];
  const users = new Map(
    [rows.actor, rows.user, ...those].filter((user) => user !== null).map((user) => [user.id, user]),
  );
  return { account, migration: rows.migration, users: [...users.values()] };
}

/** On whose behalf Partner Center is called. */
export const sellerOf = ({ account, migration }: Pick<ManagedAccount, "account" | "migration">): SellerRef => ({
  tenantId: migration.workEmailTenantId!,
  publisherId: account.publisherId,
});
