import { Account } from "../../entities/account";
import type { Database, Tx } from "./database";
import { preparedRead } from "./prepared-read";

const locked = preparedRead(Account, "account", (query, { rowLocks }: { rowLocks: boolean }) => {
  query.where("account.id = :accountId");
  if (rowLocks) query.setLock("pessimistic_write");
});

/** The account's row under its guard: nobody else changes the account until this write unit ends. Null when there is none. */
export async function lockAccount(database: Database, tx: Tx, accountId: string): Promise<Account | null> {
  // SQLite has one writer and no row locks.
  const [account] = await locked(database.within(tx), { rowLocks: database.kind === "mysql" }, { accountId });
  return account ?? null;
}
