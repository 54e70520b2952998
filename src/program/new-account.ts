import type { Account } from "../../entities/account";
import type { AccountTerm } from "../../entities/account-term";
import type { AccountUser } from "../../entities/account-user";
import type { Migration } from "../../entities/migration";
import { MigrationStatus, RequirementReason, RequirementState } from "../../entities/words";
import { cppColumns, cppTerms, cppUserColumns, type CppAccount } from "../account/cpp-account-rules";
import { unsynced } from "../account/take-over";
import { newId } from "../ids";
import { dueWorkEmail } from "../migration/answers-rules";
import { freshSteps } from "../migration/start-rules";

/** An account of an export: its ID, what it says and the mark by which the same is recognised. */
export interface Candidate {
  id: string;
  importHash: string;
  cpp: CppAccount;
}

/** The account's own row. */
export const newAccount = ({ id, importHash, cpp }: Candidate): Account => ({
  ...cppColumns(cpp),
  id,
  importHash,
  sellerId: null,
  settingsVersion: 1,
  eventCount: 0,
});

/** Its migration, not started: what is due is found when it starts. */
export const newMigration = ({ id, cpp }: Candidate): Migration => ({
  accountId: id,
  status: MigrationStatus.NOT_STARTED,
  sortName: cppColumns(cpp).sortName,
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

/** Its users; their IDs are in the order of the export. */
export function newUsers({ id: accountId, cpp }: Candidate, now: number): AccountUser[] {
  const ids = cpp.users.map(() => newId(now)).sort();
  return cpp.users.map((user, index) => ({
    ...unsynced,
    ...cppUserColumns(user),
    accountId,
    id: ids[index]!,
    addedAt: now,
  }));
}

/** The words it is found by. */
export const newTerms = ({ id: accountId, cpp }: Candidate): AccountTerm[] =>
  cppTerms(cpp).map((term) => ({ accountId, term }));
