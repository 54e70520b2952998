import type { Account } from "../../entities/account";
import type { AccountTerm } from "../../entities/account-term";
import type { AccountUser } from "../../entities/account-user";
import type { Migration } from "../../entities/migration";
import { MigrationStatus, RequirementReason, RequirementState } from "../../entities/words";
import {
  cppColumns,
  cppTerms,
  cppUserColumns,
  unsynced,
  type CppAccount,
  type CppColumns,
} from "../account/cpp-account-rules";
import { newId } from "../ids";
import { dueWorkEmail } from "../migration/answers-rules";
import { freshSteps } from "../migration/start-rules";

/** An account of an export: its ID, its data, and the hash by which an unchanged row is recognized. */
export interface Candidate {
  id: string;
  importHash: string;
  cpp: CppAccount;
}

/** The rows of an account that is not known yet. */
export interface NewRows {
  account: Account;
  migration: Migration;
  users: AccountUser[];
  terms: AccountTerm[];
}

/** Returns all rows of a new account. */
export function newAccount(candidate: Candidate, now: number): NewRows {
  const { id: accountId, cpp } = candidate;
  const columns = cppColumns(cpp);
  const { sortName } = columns;
  return {
    account: accountRow(candidate, columns),
    migration: migrationRow(accountId, sortName),
    users: userRows(candidate, sortName, now),
    terms: cppTerms(cpp).map((term) => ({ accountId, term, sortName })),
  };
}

const accountRow = ({ id, importHash }: Candidate, columns: CppColumns): Account => ({
  ...columns,
  id,
  importHash,
  sellerId: null,
  settingsVersion: 1,
  eventCount: 0,
  sellerTenantId: null,
});

/** Not started: the start determines which requirements are due. */
const migrationRow = (accountId: string, sortName: string): Migration => ({
  accountId,
  status: MigrationStatus.NOT_STARTED,
  sortName,
  version: 1,
  attempt: 0,
  startedBy: null,
  startedAt: null,
  completedAt: null,
  steps: freshSteps(),
  failure: null,
  ...dueWorkEmail(RequirementReason.CONFIRM_WORK_EMAIL),
  mpnId: null,
  mpnState: RequirementState.DUE,
  mpnReason: RequirementReason.MPN_ID_MISSING,
  mpnProblem: null,
});

/** User IDs sort in the order of the export. */
function userRows({ id: accountId, cpp }: Candidate, sortName: string, now: number): AccountUser[] {
  const ids = cpp.users.map(() => newId(now)).sort();
  const common = { ...unsynced, accountId, sortName, addedAt: now };
  return cpp.users.map((user, index) => Object.assign(cppUserColumns(user), common, { id: ids[index]! }));
}
