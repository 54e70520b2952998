import type { EntityManager } from "typeorm";
import { Account } from "../../entities/account";
import { AccountUser } from "../../entities/account-user";
import { Migration } from "../../entities/migration";
import type { Database, Tx } from "../database/database";
import { lockAccount } from "../database/lock-account";
import type { SellerRef } from "../upstream/upstream";

/** An account in Partner Center's hands, with everybody on it. */
export interface ManagedAccount {
  account: Account;
  migration: Migration;
  users: AccountUser[];
}

/** The account as it stands; null when there is none. */
export async function readManaged(reader: EntityManager, accountId: string): Promise<ManagedAccount | null> {
  const account = await reader.findOneBy(Account, { id: accountId });
  return account && restOf(reader, account);
}

/** The same under the account's guard: nobody else changes the account until this write unit ends. */
export async function guardManaged(database: Database, tx: Tx, accountId: string): Promise<ManagedAccount> {
  const account = await lockAccount(database, tx, accountId);
  if (!account) throw new Error(`account ${accountId} is gone`);
  return restOf(tx, account);
}

async function restOf(manager: EntityManager, account: Account): Promise<ManagedAccount> {
  const accountId = account.id;
  return {
    account,
    migration: await manager.findOneByOrFail(Migration, { accountId }),
    users: await manager.find(AccountUser, { where: { accountId }, order: { id: "ASC" } }),
  };
}

/** On whose behalf Partner Center is called. */
export const sellerOf = ({ account, migration }: Pick<ManagedAccount, "account" | "migration">): SellerRef => ({
  tenantId: migration.workEmailTenantId!,
  publisherId: account.publisherId,
});
