import type { EntityManager } from "typeorm";
import { Account } from "../../entities/account";
import { Migration } from "../../entities/migration";
import { MpnApplication } from "../../entities/mpn-application";
import type { Database, Tx } from "../database/database";
import { lockAccount } from "../database/lock-account";
import type { MigrationRows } from "./decision";

/** The account with its migration; null when there is no such account. */
export async function readMigration(manager: EntityManager, accountId: string): Promise<MigrationRows | null> {
  const account = await manager.findOneBy(Account, { id: accountId });
  return account && restOf(manager, account);
}

/** The same under the account's guard: nobody else changes the account until this write unit ends. */
export async function guardMigration(database: Database, tx: Tx, accountId: string): Promise<MigrationRows | null> {
  const account = await lockAccount(database, tx, accountId);
  return account && restOf(tx, account);
}

async function restOf(manager: EntityManager, account: Account): Promise<MigrationRows> {
  const migration = await manager.findOneByOrFail(Migration, { accountId: account.id });
  const application = await manager.findOneBy(MpnApplication, { accountId: account.id });
  return { account, migration, application };
}
