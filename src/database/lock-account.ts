import { Account } from "../../entities/account";
import type { Database, Tx } from "./database";

/** The account's row under its guard: nobody else changes the account until this write unit ends. Null when there is none. */
export function lockAccount(database: Database, tx: Tx, accountId: string): Promise<Account | null> {
  const query = tx.createQueryBuilder(Account, "account").where({ id: accountId });
  // SQLite has one writer and no row locks.
  return (database.kind === "mysql" ? query.setLock("pessimistic_write") : query).getOne();
}
