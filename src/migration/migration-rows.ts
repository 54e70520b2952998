import { Account } from "../../entities/account";
import { AccountUser } from "../../entities/account-user";
import { Migration } from "../../entities/migration";
import { MpnApplication } from "../../entities/mpn-application";
import type { Database, Reads, Tx } from "../database/database";
import { guardOf, takeGuard, type Guard } from "../database/lock-account";
import { preparedJoin } from "../database/prepared-read";
import type { MigrationRows } from "./decision";

const whole = preparedJoin({ migration: Migration, account: Account, application: MpnApplication }, (query) =>
  query
    .innerJoin(Account, "account", "account.id = migration.accountId")
    .leftJoin(MpnApplication, "application", "application.accountId = migration.accountId")
    .where("migration.accountId = :accountId"),
);

/** The account with its migration; null when there is no such account. */
export async function readMigration(from: Reads, accountId: string): Promise<MigrationRows | null> {
  const [rows] = await whole(from, undefined, { accountId });
  return rows ?? null;
}

const guarded = preparedJoin(
  { account: Account, migration: Migration, application: MpnApplication, user: AccountUser },
  (query, guard: Guard) => {
    takeGuard(query, guard);
    query
      .innerJoin(Migration, "migration", "migration.accountId = account.id")
      .leftJoin(MpnApplication, "application", "application.accountId = account.id")
      .leftJoin(AccountUser, "user", "user.accountId = account.id AND user.id = :userId");
  },
);

/** The same and one user, under the account's guard: nobody else can change the account until this write unit ends. */
export async function guardMigration(
  database: Database,
  tx: Tx,
  accountId: string,
  userId = "",
): Promise<(MigrationRows & { user: AccountUser | null }) | null> {
  const [rows] = await guarded(database.within(tx), guardOf(database), { accountId, userId });
  return rows ?? null;
}
