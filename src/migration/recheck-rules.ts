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
import { carriedMpnAnswer } from "./answers-rules";
import type { Decision, MigrationRows } from "./decision";
import { refusedWorkEmail } from "./work-email-answer-rules";

/** The answers held against what upstream says now: null when they still hold, else back to the owner. */
export function recheckAnswers(
  rows: MigrationRows,
  membership: MpnMembership | null,
  tenantId: string | undefined,
): Decision | null {
  if (!isUsable(membership)) return mpnIdLost(rows, membership);
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

/** An ID carried over from CPP is judged anew; one that was answered is no answer any more. */
function mpnIdLost(rows: MigrationRows, membership: MpnMembership | null): Decision {
  const { account, migration } = rows;
  const answered = migration.mpnId;
  const problem = answered === null ? null : mpnIdInvalid(membership, answered, []);
  const mpn = problem
    ? { mpnState: State.DUE, mpnReason: Reason.MPN_ID_INVALID, mpnProblem: problem }
    : carriedMpnAnswer(account.mpnId, membership);
  const { mpnProblem } = mpn;
  const event = { kind: TimelineKind.ANSWER_REJECTED, severity: Severity.WARNING, message: "event.mpnRejected" };
  return backToOwner({
    events: [mpnProblem ? { ...event, problem: mpnProblem } : event],
    migration: { ...mpn, mpnId: null },
  });
}

const backToOwner = ({ refusal: _, ...decision }: Decision): Decision => ({
  ...decision,
  migration: { ...decision.migration, status: Status.ACTION_REQUIRED },
});
