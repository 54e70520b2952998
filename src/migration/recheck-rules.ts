import type { MpnMembership } from "../../entities/mpn-membership";
import type { Refusal } from "../../entities/refusal";
import {
  MigrationStatus as Status,
  RequirementReason as Reason,
  RequirementState as State,
  Severity,
  TimelineKind,
  WorkEmailUnusableReason,
} from "../../entities/words";
import { isUsable, mpnIdInvalid } from "../mpn/mpn-rules";
import { carriedMpnAnswer, dueWorkEmail, workEmailReasonAtStart } from "./answers-rules";
import type { Decision, MigrationRows } from "./decision";
import { refusedWorkEmail } from "./work-email-answer-rules";

/** Checks the answers against what upstream says now: null when they still hold, else it is the owner's turn again. */
export function recheckAnswers(
  rows: MigrationRows,
  membership: MpnMembership | null,
  tenantId: string | undefined,
): Decision | null {
  if (!isUsable(membership)) return mpnIdLost(rows, membership);
  const { sellerTenantId } = rows.account;
  if (sellerTenantId !== null && !membership.tenantIds.includes(sellerTenantId))
    return mpnIdOfOthers(rows, membership.mpnId, sellerTenantId);
  const answer = rows.migration.workEmail!;
  const doubted = { ...rows, migration: { ...rows.migration, workEmailState: State.VERIFYING } };
  const lost = (refusal: Refusal) => backToOwner(refusedWorkEmail(doubted, refusal));
  if (tenantId === undefined) {
    const emailReason = WorkEmailUnusableReason.UNKNOWN_DOMAIN;
    return lost({ __typename: "WorkEmailUnusable", path: [], emailReason, answer });
  }
  if (membership.tenantIds.includes(tenantId)) return null;
  const expected = membership.tenantId;
  return lost({ __typename: "TenantMismatch", path: [], subject: "workEmail", tenantId: expected, answer });
}

/** Judges an ID carried over from CPP again; one that was given or issued no longer counts. */
function mpnIdLost(rows: MigrationRows, membership: MpnMembership | null): Decision {
  const { account, migration } = rows;
  const answered = migration.mpnId;
  const problem = answered === null ? null : mpnIdInvalid(membership, answered, []);
  const mpn = problem
    ? { mpnState: State.DUE, mpnReason: Reason.MPN_ID_INVALID, mpnProblem: problem }
    : carriedMpnAnswer(account.mpnId, membership);
  const { mpnProblem } = mpn;
  return backToOwner({
    events: [mpnProblem ? { ...mpnRejected, problem: mpnProblem } : mpnRejected],
    migration: { ...mpn, mpnId: null },
  });
}

/**
 * A seller account stays in the tenant where it was created. The work e-mail matches the wrong MPN ID, so it is due
 * again: otherwise the right ID would be refused because of it.
 */
function mpnIdOfOthers({ account }: MigrationRows, answer: string, tenantId: string): Decision {
  const problem: Refusal = { __typename: "TenantMismatch", path: [], subject: "seller", tenantId, answer };
  const mpn = { mpnState: State.DUE, mpnReason: Reason.TENANT_MISMATCH, mpnProblem: problem, mpnId: null };
  const workEmail = dueWorkEmail(workEmailReasonAtStart(account, null, null));
  return backToOwner({ events: [{ ...mpnRejected, problem }], migration: { ...mpn, ...workEmail } });
}

const mpnRejected = { kind: TimelineKind.ANSWER_REJECTED, severity: Severity.WARNING, message: "event.mpnRejected" };

const backToOwner = ({ refusal: _, ...decision }: Decision): Decision => ({
  ...decision,
  migration: { ...decision.migration, status: Status.ACTION_REQUIRED },
});
