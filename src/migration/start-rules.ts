import type { StepValue } from "../../entities/migration";
import type { MpnMembership } from "../../entities/mpn-membership";
import { MigrationStatus as Status, RequirementState as State, StepKind, StepState } from "../../entities/words";
import { isUsable } from "../mpn/mpn-rules";
import { carriedMpnAnswer, dueWorkEmail, settled, vettedMpn, workEmailReasonAtStart } from "./answers-rules";
import type { Decision, MigrationRows } from "./decision";
import { allowedIn } from "./machine-rules";

/** What a start depends on besides the rows. */
export interface StartFacts {
  /** What Partner Center says about the MPN ID that counts; null when there is none to ask about. */
  membership: MpnMembership | null;
  /** The tenant of the CPP sign-in address; null when it has none, or the directory cannot say. */
  signInTenantId: string | null;
}

/** The four steps, none begun. */
export const freshSteps = (): StepValue[] =>
  Object.values(StepKind).map((kind) => ({ kind, state: StepState.PENDING, startedAt: null, finishedAt: null }));

/** Starts the migration. A second start gets the migration that is under way. */
export function decideStart(rows: MigrationRows, facts: StartFacts, actor: string, now: number): Decision {
  const { account, migration, application } = rows;
  if (migration.status === Status.COMPLETED)
    return { refusal: { __typename: "NotAllowedNow", path: [], why: Status.COMPLETED } };
  if (!allowedIn.START.includes(migration.status)) return {};

  const admitted = isUsable(facts.membership) ? facts.membership : null;
  const applied = application?.status === "PENDING";
  const mpn = applied ? vettedMpn : carriedMpnAnswer(migration.mpnId ?? account.mpnId, facts.membership);
  const begun = {
    ...dueWorkEmail(workEmailReasonAtStart(account, facts.signInTenantId, admitted)),
    ...mpn,
    // An issued ID that cannot be used any more no longer counts.
    mpnId: mpn.mpnState === State.DUE ? null : migration.mpnId,
    attempt: migration.attempt + 1,
    startedBy: actor,
    startedAt: now,
    steps: freshSteps(),
    failure: null,
  };
  const { status, jobs } = settled({ ...migration, ...begun });
  return { migration: { ...begun, status }, jobs: applied ? [...jobs, { kind: "vetting@1" }] : jobs };
}
