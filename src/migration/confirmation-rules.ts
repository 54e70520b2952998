import type { MpnMembership } from "../../entities/mpn-membership";
import type { Refusal } from "../../entities/refusal";
import { RequirementState as State, TimelineKind } from "../../entities/words";
import { isUsable } from "../mpn/mpn-rules";
import { mpnAsOfNow, provenWorkEmail, settled } from "./answers-rules";
import type { Decision, MigrationRows } from "./decision";
import { refusedWorkEmail } from "./work-email-answer-rules";

const path = ["input", "code"];

/** Decides on a confirmation code, right or wrong. */
export function decideConfirmation(
  rows: MigrationRows,
  right: boolean,
  membership: MpnMembership | null,
  now: number,
): Decision {
  const { migration } = rows;
  const { workEmail, workEmailTenantId, codeExpiresAt, codeTriesLeft } = migration;
  const triesLeft = codeTriesLeft! - 1;
  if (now >= codeExpiresAt! || (!right && triesLeft <= 0)) return refusedWorkEmail(rows, codeRejected(null));
  if (!right) {
    const refusal = codeRejected(triesLeft);
    return { migration: { codeTriesLeft: triesLeft, workEmailProblem: refusal }, refusal };
  }

  const mpn = mpnAsOfNow(rows, membership);
  const answer = workEmail!;
  // After the code was mailed, the MPN ID may have been given or its tenants may have changed.
  if (mpn.mpnState === State.SATISFIED && isUsable(membership) && !membership.tenantIds.includes(workEmailTenantId!)) {
    const { tenantId } = membership;
    return refusedWorkEmail(rows, { __typename: "TenantMismatch", path: [], subject: "workEmail", tenantId, answer });
  }
  const proven = provenWorkEmail(answer, workEmailTenantId!);
  const { status, jobs } = settled({ ...migration, ...mpn, ...proven });
  return {
    migration: { ...mpn, ...proven, status },
    events: [{ kind: TimelineKind.ANSWER_ACCEPTED, message: "event.workEmailAccepted", params: { answer } }],
    jobs,
    dropJobs: ["code-mail@1"],
  };
}

const codeRejected = (attemptsLeft: number | null): Refusal => ({
  __typename: "ConfirmationCodeRejected",
  path,
  attemptsLeft,
});
