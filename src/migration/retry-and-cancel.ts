import type { Migration } from "../../entities/migration";
import {
  MigrationAction,
  MigrationStatus as Status,
  RequirementReason,
  StepKind,
  StepState,
} from "../../entities/words";
import type { Context } from "../graphql/context";
import { act, type ActInput, type ActResult } from "./act";
import { dueWorkEmail, issuedMpnId } from "./answers-rules";
import type { Decision, MigrationRows } from "./decision";

/** Moves a migration from FAILED to VERIFYING, as a new attempt. */
export const retryMigration = (context: Context, accountId: string | null, input: ActInput): Promise<ActResult> =>
  act(context, {
    mutation: "retryMigration",
    action: MigrationAction.RETRY,
    accountId,
    input,
    consult: () => Promise.resolve(),
    decide: decideRetry,
  });

/**
 * Cancels a migration: it can be started again from the beginning. Refused once CPP is locked, even if its answers to
 * that were lost: nothing unlocks it, so only finishing the move leaves a portal that manages the account.
 */
export const cancelMigration = (context: Context, accountId: string | null, input: ActInput): Promise<ActResult> =>
  act(context, {
    mutation: "cancelMigration",
    action: MigrationAction.CANCEL,
    accountId,
    input,
    consult: async ({ account, migration }) => {
      if (!mayBeLocked(migration)) return null;
      return context.services.upstream.cpp.publisher(account.publisherId);
    },
    decide: (rows, cpp) =>
      cpp?.locked ? { refusal: { __typename: "NotAllowedNow", path: [], why: "CPP_LOCKED" } } : decideCancel(rows),
  });

/** Whether only the lock is left to do: then CPP may have been locked without our having heard of it. */
const mayBeLocked = ({ steps }: Migration): boolean =>
  steps.every(({ kind, state }) => kind === StepKind.LOCK_CPP_SETTINGS || state === StepState.DONE);

function decideRetry({ migration }: MigrationRows): Decision {
  const steps = migration.steps.map((step) =>
    step.state === StepState.DONE ? step : { ...step, state: StepState.PENDING, startedAt: null, finishedAt: null },
  );
  return {
    migration: { status: Status.VERIFYING, attempt: migration.attempt + 1, failure: null, steps },
    jobs: [{ kind: "advance@1" }],
  };
}

/** Clears the answers and drops the jobs. */
function decideCancel(rows: MigrationRows): Decision {
  const { migration } = rows;
  const steps = migration.steps.map((step) =>
    step.state === StepState.RUNNING ? { ...step, state: StepState.PENDING, startedAt: null } : step,
  );
  return {
    migration: {
      ...dueWorkEmail(RequirementReason.CONFIRM_WORK_EMAIL),
      status: Status.CANCELED,
      failure: null,
      steps,
      mpnId: issuedMpnId(rows),
    },
    dropJobs: ["advance@1", "vetting@1", "code-mail@1"],
  };
}
