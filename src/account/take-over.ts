import { Account } from "../../entities/account";
import { AccountTerm } from "../../entities/account-term";
import { AccountUser } from "../../entities/account-user";
import { Migration } from "../../entities/migration";
import type { Tx } from "../database/database";
import { insertRows } from "../database/insert-rows";
import { deleteRowsLater, updateRowsLater } from "../database/update-rows";
import { newId } from "../ids";
import { columnsDiffer, cppColumns, cppTerms, gone, unsynced, userChanges, type CppAccount } from "./cpp-account-rules";

/** Makes an account's rows equal what CPP has. The caller holds its guard, and the account is still managed in CPP. */
export async function takeOver(tx: Tx, account: Account, cpp: CppAccount, now: number): Promise<void> {
  const { id } = account;
  const columns = cppColumns(cpp);
  if (columns.sortName !== account.sortName || columns.displayName !== account.displayName)
    await rename(tx, id, columns.sortName, cppTerms(cpp));
  if (columnsDiffer(account, columns))
    await updateRowsLater(tx, Account, { id }, { ...columns, settingsVersion: account.settingsVersion + 1 });
  await takeOverUsers(tx, { ...account, ...columns }, cpp.users, now);
}

/** Changes the name that the account is sorted and found by, wherever it is repeated. */
export async function rename(tx: Tx, accountId: string, sortName: string, terms: string[]): Promise<void> {
  await updateRowsLater(tx, Migration, { accountId }, { sortName });
  await updateRowsLater(tx, AccountUser, { accountId }, { sortName });
  await deleteRowsLater(tx, AccountTerm, { accountId });
  await insertRows(
    tx,
    AccountTerm,
    terms.map((term) => ({ accountId, term, sortName })),
  );
}

async function takeOverUsers(
  tx: Tx,
  { id: accountId, sortName }: Account,
  users: CppAccount["users"],
  now: number,
): Promise<void> {
  const changes = userChanges(await tx.findBy(AccountUser, { accountId }), users);
  const added = changes.added.map((columns) => ({
    ...unsynced,
    ...columns,
    accountId,
    sortName,
    id: newId(now),
    addedAt: now,
  }));
  await insertRows(tx, AccountUser, added);
  for (const { id, columns } of changes.changed) await updateRowsLater(tx, AccountUser, { accountId, id }, columns);
  for (const id of changes.removed)
    await updateRowsLater(tx, AccountUser, { accountId, id }, { ...gone, removedAt: now });
}
