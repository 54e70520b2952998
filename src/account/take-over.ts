import { Account } from "../../entities/account";
import { AccountTerm } from "../../entities/account-term";
import { AccountUser } from "../../entities/account-user";
import { Migration } from "../../entities/migration";
import { AccountUserAccess } from "../../entities/words";
import type { Tx } from "../database/database";
import { newId } from "../ids";
import { cppColumns, cppTerms, userChanges, type CppAccount } from "./cpp-account-rules";

/** The most rows of one statement: SQLite takes 32,766 parameters. */
const mostRows = 1_000;

/** Makes one account's rows as CPP has them now. The caller holds the account's guard, and CPP still owns the account. */
export async function takeOver(tx: Tx, account: Account, cpp: CppAccount, now: number): Promise<void> {
  const { id } = account;
  const columns = cppColumns(cpp);
  if (columns.sortName !== account.sortName || columns.displayName !== account.displayName)
    await rename(tx, id, columns.sortName, cppTerms(cpp));
  const changed = (Object.keys(columns) as (keyof typeof columns)[]).some(
    (name) => JSON.stringify(columns[name]) !== JSON.stringify(account[name]),
  );
  if (changed)
    await tx
      .createQueryBuilder()
      .update(Account)
      .set({ ...columns, settingsVersion: account.settingsVersion + 1 })
      .where({ id })
      .execute();
  await takeOverUsers(tx, { ...account, ...columns }, cpp.users, now);
}

/** Makes the account sorted and found by another name. */
export async function rename(tx: Tx, accountId: string, sortName: string, terms: string[]): Promise<void> {
  await tx.createQueryBuilder().update(Migration).set({ sortName }).where({ accountId }).execute();
  await tx.createQueryBuilder().update(AccountUser).set({ sortName }).where({ accountId }).execute();
  await tx.createQueryBuilder().delete().from(AccountTerm).where({ accountId }).execute();
  await tx
    .createQueryBuilder()
    .insert()
    .into(AccountTerm)
    .values(terms.map((term) => ({ accountId, term, sortName })))
    .execute();
}

async function takeOverUsers(
  tx: Tx,
  { id: accountId, sortName }: Account,
  users: CppAccount["users"],
  now: number,
): Promise<void> {
  const changes = userChanges(await tx.findBy(AccountUser, { accountId }), users);
  const query = () => tx.createQueryBuilder();
  const added = changes.added.map((columns) => ({
    ...unsynced,
    ...columns,
    accountId,
    sortName,
    id: newId(now),
    addedAt: now,
  }));
  for (let from = 0; from < added.length; from += mostRows)
    await query()
      .insert()
      .into(AccountUser)
      .values(added.slice(from, from + mostRows))
      .execute();
  for (const { id, columns } of changes.changed)
    await query().update(AccountUser).set(columns).where({ accountId, id }).execute();
  for (const id of changes.removed)
    await query()
      .update(AccountUser)
      .set({ ...gone, removedAt: now })
      .where({ accountId, id })
      .execute();
}

/** A user whom only CPP knows so far. */
export const unsynced = {
  partnerCenterRole: null,
  memberId: null,
  changingTo: null,
  syncSeq: 0,
  syncState: null,
  syncAttempts: 0,
  syncedAt: null,
  syncNextAt: null,
  syncError: null,
};

/** A user whom CPP has no more. */
export const gone = { cppRole: null, access: AccountUserAccess.REMOVED };
