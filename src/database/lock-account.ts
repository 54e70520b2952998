import type { ObjectLiteral, SelectQueryBuilder } from "typeorm";
import { Account } from "../../entities/account";
import type { Database, Tx } from "./database";
import { preparedRead } from "./prepared-read";

/** Whether the database locks rows. SQLite has one writer and needs no locks. */
export interface Guard {
  rowLocks: boolean;
}

/** Returns how the database guards an account. */
export const guardOf = ({ kind }: Database): Guard => ({ rowLocks: kind === "mysql" });

/** Makes the query lock the rows that it reads, where the database locks rows. */
export function lockRows(query: SelectQueryBuilder<ObjectLiteral>, { rowLocks }: Guard): void {
  if (rowLocks) query.setLock("pessimistic_write");
}

/**
 * Makes the query take the account's guard with all that it reads. It must select accounts, by ID: the account's row is
 * locked first, so a transaction that waits for it holds no other lock.
 */
export function takeGuard(query: SelectQueryBuilder<ObjectLiteral>, guard: Guard): void {
  query.where("account.id = :accountId");
  lockRows(query, guard);
}

const locked = preparedRead(Account, "account", takeGuard);

/**
 * Returns the account's row under its guard, or null if there is none: nobody else changes the account until this write
 * unit ends.
 */
export async function lockAccount(database: Database, tx: Tx, accountId: string): Promise<Account | null> {
  const [account] = await locked(database.within(tx), guardOf(database), { accountId });
  return account ?? null;
}
