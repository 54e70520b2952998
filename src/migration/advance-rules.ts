import type { FailureValue, Migration, StepValue } from "../../entities/migration";
import { FailureCode, MigrationStatus as Status, StepKind, StepState, TimelineKind } from "../../entities/words";
import type { UpstreamSystem } from "../faults";
import type { Decision } from "./decision";

/** The next step to run; null when it is not the system's turn, or all steps are done. */
export function nextStep(migration: Migration): StepKind | null {
  if (migration.status !== Status.VERIFYING && migration.status !== Status.MIGRATING) return null;
  return migration.steps.find((step) => step.state !== StepState.DONE)?.kind ?? null;
}

/** Whether the move is still where it was read: false once another run has done the step or an owner ended the move. */
export const isWhereSeen = (now: Migration, seen: Migration): boolean =>
  now.attempt === seen.attempt && nextStep(now) === nextStep(seen);

const changed = (steps: StepValue[], kind: StepKind, change: Partial<StepValue>): StepValue[] =>
  steps.map((step) => (step.kind === kind ? { ...step, ...change } : step));

/** The steps, with what one of them has found. */
export const noted = (steps: StepValue[], kind: StepKind, found: Pick<StepValue, "mpnId">): StepValue[] =>
  changed(steps, kind, found);

/** Marks the step as begun. A step that moves something makes the migration MIGRATING, in a later attempt as well. */
export const stepBegun = (migration: Migration, kind: StepKind, now: number): Decision => ({
  migration: {
    steps: changed(migration.steps, kind, { state: StepState.RUNNING, startedAt: now, finishedAt: null }),
    status: kind === StepKind.VERIFY_ANSWERS ? migration.status : Status.MIGRATING,
  },
});

/** Marks the step as finished: after VERIFY_ANSWERS the move begins, and after the last step it is complete. */
export function stepFinished(migration: Migration, kind: StepKind, now: number): Decision {
  let steps = changed(migration.steps, kind, { state: StepState.DONE, finishedAt: now });
  const next = steps.find((step) => step.state !== StepState.DONE);
  if (next) steps = changed(steps, next.kind, { state: StepState.RUNNING, startedAt: now });
  const events = [{ kind: TimelineKind.STEP_FINISHED, message: `event.step.${kind}` }];
  const status = next ? Status.MIGRATING : Status.COMPLETED;
  // Syncs back what CPP has differently, such as an OWNER who was not a user of CPP.
  return next
    ? { migration: { steps, status }, events }
    : { migration: { steps, status, completedAt: now }, events, jobs: [{ kind: "cpp-sync@1" }] };
}

/** What made a step fail. */
export interface StepFault {
  system: UpstreamSystem | null;
  /** True when upstream understood and refused. */
  rejected: boolean;
  detail: string;
  reason?: string | undefined;
  correlationId: string;
}

const codes: Readonly<Record<"cpp" | "other", { rejected: FailureCode; unreachable: FailureCode }>> = {
  cpp: { rejected: FailureCode.CPP_REJECTED, unreachable: FailureCode.CPP_UNREACHABLE },
  other: { rejected: FailureCode.PARTNER_CENTER_REJECTED, unreachable: FailureCode.PARTNER_CENTER_UNREACHABLE },
};

/** Marks the step and the migration as failed: an owner must act next. */
export function stepFailed(migration: Migration, step: StepKind, fault: StepFault, now: number): Decision {
  const of = codes[fault.system === "cpp" ? "cpp" : "other"];
  const code = fault.system === null ? FailureCode.INTERNAL : fault.rejected ? of.rejected : of.unreachable;
  const { detail, reason, correlationId } = fault;
  const failure: FailureValue = { code, step, detail, reason, retryable: !fault.rejected, at: now, correlationId };
  const steps = changed(migration.steps, step, { state: StepState.FAILED, finishedAt: now });
  return { migration: { status: Status.FAILED, failure, steps } };
}
