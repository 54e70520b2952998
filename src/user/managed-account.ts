import type { EntityManager } from "typeorm";
import { Account } from "../../entities/account";
import { AccountUser } from "../../entities/account-user";
import { Migration } from "../../entities/migration";
import type { Database, Tx } from "../database/database";
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
  const query = tx.createQueryBuilder(Account, "account").where({ id: accountId });
  return restOf(tx, await (database.kind === "mysql" ? query.setLock("pessimistic_write") : query).getOneOrFail());
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
