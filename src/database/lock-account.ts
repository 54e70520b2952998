import type { ObjectLiteral, SelectQueryBuilder } from "typeorm";
import { Account } from "../../entities/account";
import type { Database, Tx } from "./database";
import { preparedRead } from "./prepared-read";

/** Whether the database locks rows: SQLite has one writer and needs no locks. */
export interface Guard {
  rowLocks: boolean;
}

/** How that database guards an account. */
export const guardOf = ({ kind }: Database): Guard => ({ rowLocks: kind === "mysql" });

/** Has the query lock the rows that it reads, where the database locks rows. */
export function lockRows(query: SelectQueryBuilder<ObjectLiteral>, { rowLocks }: Guard): void {
  if (rowLocks) query.setLock("pessimistic_write");
}

/**
 * Has the query take the account's guard with all that it reads. It must be of accounts, by ID: their row comes first, so
 * that who waits for it holds nothing yet.
 */
export function takeGuard(query: SelectQueryBuilder<ObjectLiteral>, guard: Guard): void {
  query.where("account.id = :accountId");
  lockRows(query, guard);
}

const locked = preparedRead(Account, "account", takeGuard);

/** The account's row under its guard: nobody else changes the account until this write unit ends. Null when there is none. */
export async function lockAccount(database: Database, tx: Tx, accountId: string): Promise<Account | null> {
  const [account] = await locked(database.within(tx), guardOf(database), { accountId });
  return account ?? null;
}
