import type { Account } from "../../entities/account";
import type { AccountUser } from "../../entities/account-user";
import { AccountUserAccess, CppRole, IdentityKind, PrincipalKind, type AccountType } from "../../entities/words";
import { principalOf } from "../address";
import type { CppPublisher, CppUser } from "../upstream/upstream";
import { searchTerms, sortName } from "./names";

/** An account as CPP describes it, in an export or in an answer. */
export type CppAccount = Pick<
  CppPublisher,
  "publisherId" | "displayName" | "accountType" | "mpnId" | "signInEmail" | "contact" | "users"
>;

/** The columns that CPP owns until the migration is COMPLETED. */
export type CppColumns = Pick<
  Account,
  | "publisherId"
  | "displayName"
  | "sortName"
  | "accountType"
  | "mpnId"
  | "signInEmail"
  | "signInPersonal"
  | "sellerContact"
>;

/** The account's columns that CPP owns, from CPP's account. */
export function cppColumns(cpp: CppAccount): CppColumns {
  const signIn = principalOf(cpp.signInEmail);
  const signInUser = cpp.users.find((user) => principalOfUser(user) === signIn);
  return {
    publisherId: cpp.publisherId,
    displayName: cpp.displayName,
    sortName: sortName(cpp.displayName),
    accountType: cpp.accountType as AccountType,
    mpnId: cpp.mpnId,
    signInEmail: cpp.signInEmail,
    signInPersonal: signInUser?.identity === "PERSONAL_MICROSOFT_ACCOUNT",
    sellerContact: cpp.contact,
  };
}

/** The search terms of CPP's account. */
export const cppTerms = (cpp: CppAccount): string[] => searchTerms(cpp.publisherId, cpp.displayName);

/** The key of a CPP user, unique within an account. */
export const principalOfUser = (user: Pick<CppUser, "email" | "applicationId">): string =>
  user.email === null ? user.applicationId!.toLowerCase() : principalOf(user.email);

/** The columns of a user that CPP owns. */
export type CppUserColumns = Pick<
  AccountUser,
  "principal" | "principalKind" | "email" | "applicationId" | "name" | "identity" | "cppRole" | "access" | "removedAt"
>;

/** The user's columns that CPP owns, from CPP's user. */
export const cppUserColumns = (user: CppUser): CppUserColumns => ({
  principal: principalOfUser(user),
  principalKind: PrincipalKind[user.kind],
  email: user.email,
  applicationId: user.applicationId,
  name: user.displayName,
  identity: IdentityKind[user.identity],
  cppRole: CppRole[user.role],
  access: AccountUserAccess.ACTIVE,
  removedAt: null,
});

/** The other columns of a user who has only been in CPP so far. */
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

/** The columns of a user whom CPP no longer has. */
export const gone = { cppRole: null, access: AccountUserAccess.REMOVED };

/** The changes that make our users equal CPP's. A removed user's row stays readable. */
export interface UserChanges {
  added: CppUserColumns[];
  changed: { id: string; columns: CppUserColumns }[];
  removed: string[];
}

/** Compares our users with CPP's. */
export function userChanges(present: AccountUser[], wanted: CppUser[]): UserChanges {
  const byPrincipal = new Map(present.map((row) => [row.principal, row]));
  const changes: UserChanges = { added: [], changed: [], removed: [] };
  for (const user of wanted) {
    const columns = cppUserColumns(user);
    const row = byPrincipal.get(columns.principal);
    byPrincipal.delete(columns.principal);
    if (!row) changes.added.push(columns);
    else if (differs(row, columns)) changes.changed.push({ id: row.id, columns });
  }
  for (const row of byPrincipal.values())
    if (row.removedAt === null && row.cppRole !== null) changes.removed.push(row.id);
  return changes;
}

/** Whether the account's row and users equal what CPP has. */
export const isAsInCpp = (account: Account, users: AccountUser[], cpp: CppAccount): boolean =>
  !columnsDiffer(account, cppColumns(cpp)) &&
  Object.values(userChanges(users, cpp.users)).every((list: unknown[]) => list.length === 0);

/** Whether CPP's columns differ from the account's. */
export const columnsDiffer = (account: Account, columns: CppColumns): boolean =>
  (Object.keys(columns) as (keyof CppColumns)[]).some(
    (name) => JSON.stringify(columns[name]) !== JSON.stringify(account[name]),
  );

/** The access is not compared: it follows from the move, not from CPP. */
const differs = (row: AccountUser, { access: _, ...columns }: CppUserColumns): boolean =>
  (Object.keys(columns) as (keyof typeof columns)[]).some((name) => row[name] !== columns[name]);
