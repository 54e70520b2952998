import { Account } from "../../entities/account";
import { AccountUser } from "../../entities/account-user";
import { Migration } from "../../entities/migration";
import type { Database, Reads, Tx } from "../database/database";
import { lockAccount } from "../database/lock-account";
import { preparedJoin, preparedRead } from "../database/prepared-read";
import type { SellerRef } from "../upstream/upstream";

/** An account in Partner Center's hands, with everybody on it. */
export interface ManagedAccount {
  account: Account;
  migration: Migration;
  users: AccountUser[];
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

/** On whose behalf Partner Center is called. */
export const sellerOf = ({ account, migration }: Pick<ManagedAccount, "account" | "migration">): SellerRef => ({
  tenantId: migration.workEmailTenantId!,
  publisherId: account.publisherId,
});
