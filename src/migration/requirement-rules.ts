import type { Migration } from "../../entities/migration";
import type { Refusal } from "../../entities/refusal";
import { MigrationAction as Action, RequirementReason, RequirementState } from "../../entities/words";
import { allowedIn } from "./machine-rules";

/** Whether a mailed code is awaiting confirmation. */
export const codeOutstanding = (migration: Migration): boolean =>
  migration.workEmailState === RequirementState.VERIFYING;

/** Whether a usable MPN ID was carried over from CPP: then enrolling is not needed. */
const carriedOver = (migration: Migration): boolean =>
  migration.mpnState === RequirementState.SATISFIED && migration.mpnId === null;

const actions = Object.values(Action);

/** What an owner may do now. */
export function ownerActions(migration: Migration): Action[] {
  return actions.filter(
    (action) =>
      allowedIn[action].includes(migration.status) &&
      (action !== Action.CONFIRM_WORK_EMAIL || codeOutstanding(migration)) &&
      (action !== Action.ENROLL_IN_MPN || !carriedOver(migration)),
  );
}

/** Whether an owner has no requirement left to answer. */
export const allAnswered = (migration: Migration): boolean =>
  migration.workEmailState === RequirementState.SATISFIED && migration.mpnState !== RequirementState.DUE;

/** Whether an application for membership is still being vetted. */
export const beingVetted = (migration: Migration): boolean =>
  migration.mpnState === RequirementState.VERIFYING && migration.mpnReason === RequirementReason.MPN_BEING_VETTED;

/** The refusal when the migration's version or state does not allow the action; null when it is allowed. */
export function actionRefused(
  migration: Migration,
  wish: { action: Action; input: { ifVersion?: number | null }; inAnyStatus?: boolean },
): Refusal | null {
  const { action, input, inAnyStatus } = wish;
  if (input.ifVersion != null && input.ifVersion !== migration.version)
    return { __typename: "VersionConflict", path: ["input", "ifVersion"] };
  if (inAnyStatus || ownerActions(migration).includes(action)) return null;
  const why = allowedIn[action].includes(migration.status) ? action : migration.status;
  return { __typename: "NotAllowedNow", path: [], why };
}
