import type { Refusal } from "../../entities/refusal";
import { RequirementReason as Reason, RequirementState as State, Severity, TimelineKind } from "../../entities/words";
import type { UsableMembership } from "../mpn/mpn-rules";
import { isRefusal, type WorkEmailVerdict } from "../tenant/work-email-rules";
import {
  dueWorkEmail,
  provenWorkEmail,
  settled,
  workEmailReasonAtStart,
  type MpnAnswer,
  type WorkEmailAnswer,
} from "./answers-rules";
import type { Decision, MigrationRows } from "./decision";

/** How long a mailed code is valid, and for how many tries. */
const codeLife = { ms: 15 * 60_000, tries: 5 };

/** A code about to be mailed. */
export interface NewCode {
  nonce: string;
  locale: string;
}

/** Decides on a judged work e-mail. `mpn` is the current state of the other requirement. */
export function decideWorkEmail(
  rows: MigrationRows,
  answer: { address: string; verdict: WorkEmailVerdict; mpn: MpnAnswer },
  code: NewCode,
  now: number,
): Decision {
  const { migration } = rows;
  const { address, verdict, mpn } = answer;
  if (isRefusal(verdict)) return refusedWorkEmail(rows, verdict, mpn);

  const given = verdict.proven
    ? provenWorkEmail(address, verdict.tenantId)
    : {
        workEmail: address,
        workEmailTenantId: verdict.tenantId,
        workEmailState: State.VERIFYING,
        workEmailReason: Reason.CODE_SENT,
        workEmailProblem: null,
        codeNonce: code.nonce,
        codeExpiresAt: now + codeLife.ms,
        codeTriesLeft: codeLife.tries,
        codeLocale: code.locale,
      };
  const { status, jobs } = settled({ ...migration, ...mpn, ...given });
  return {
    migration: { ...mpn, ...given, status },
    events: [
      verdict.proven
        ? { kind: TimelineKind.ANSWER_ACCEPTED, message: "event.workEmailAccepted", params: { answer: address } }
        : { kind: TimelineKind.CODE_SENT, message: "event.codeSent", params: { answer: address } },
    ],
    jobs: verdict.proven ? jobs : [...jobs, { kind: "code-mail@1" }],
  };
}

const reasonOf: Partial<Record<Refusal["__typename"], Reason>> = {
  TenantMismatch: Reason.TENANT_MISMATCH,
  PersonalAccountNotAllowed: Reason.PERSONAL_MICROSOFT_ACCOUNT,
};

/**
 * Records the refusal, so that a reload or another owner sees it. An address accepted earlier stays, and the other
 * requirement as it is: a refusal must not meet the last one.
 */
export function refusedWorkEmail(
  { account, migration }: MigrationRows,
  refusal: Refusal,
  mpn: Partial<MpnAnswer> = {},
): Decision {
  const kept = migration.workEmailState === State.SATISFIED;
  // The required tenant stays the same; that the last address was personal says nothing about the next one.
  const standing =
    migration.workEmailReason === Reason.TENANT_MISMATCH
      ? Reason.TENANT_MISMATCH
      : workEmailReasonAtStart(account, null, null);
  // An address that was not confirmed may still be right: it is suggested again.
  const workEmail = refusal.__typename === "ConfirmationCodeRejected" ? migration.workEmail : null;
  const due = { ...dueWorkEmail(reasonOf[refusal.__typename] ?? standing, refusal), workEmail };
  return {
    ...(kept ? {} : { migration: { ...mpn, ...due } }),
    events: [
      {
        kind: TimelineKind.ANSWER_REJECTED,
        severity: Severity.WARNING,
        message: "event.workEmailRejected",
        problem: refusal,
      },
    ],
    dropJobs: kept ? [] : ["code-mail@1"],
    refusal,
  };
}

/**
 * The work e-mail requirement once another MPN ID counts: a mismatch with the earlier ID is cleared, and the refusal of
 * a personal address names the new ID's tenant.
 */
export function workEmailUnder({ mpnId, tenantId }: UsableMembership, rows: MigrationRows): Partial<WorkEmailAnswer> {
  const { account, migration } = rows;
  const { workEmailReason, workEmailProblem: problem } = migration;
  if (migration.mpnId === mpnId) return {};
  if (problem?.__typename === "PersonalAccountNotAllowed") return { workEmailProblem: { ...problem, tenantId } };
  if (workEmailReason !== Reason.TENANT_MISMATCH) return {};
  const left = problem?.__typename === "TenantMismatch" ? null : problem;
  return dueWorkEmail(workEmailReasonAtStart(account, null, null), left);
}
