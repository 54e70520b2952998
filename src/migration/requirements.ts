import type { Account } from "../../entities/account";
import type { Migration } from "../../entities/migration";
import type { MpnMembership } from "../../entities/mpn-membership";
import type { Refusal } from "../../entities/refusal";
import {
  IdentityKind,
  MigrationAction,
  MigrationStatus as Status,
  RequirementKind,
  RequirementReason as Reason,
  RequirementState as State,
} from "../../entities/words";
import { carriesMpnId, isUsable } from "../mpn/mpn-rules";
import { countsApplication } from "../mpn/mpn-view-rules";
import type { Viewer } from "../viewer/viewer";
import { carriedMpnAnswer, dueWorkEmail, workEmailReasonAtStart } from "./answers-rules";
import { ownerActions } from "./requirement-rules";

/** A requirement before it is put into words. */
export interface RequirementView {
  kind: RequirementKind;
  state: State;
  reason: Reason | null;
  action: MigrationAction | null;
  suggestion: string | null;
  answer: string | null;
  /** The tenant that the answer must belong to; for owners and support only. */
  tenantId: string | null;
  problem: (Refusal & { accountId: string }) | null;
  /** True in a dry run: nothing has been sent. */
  imagined?: boolean;
}

/** What the views of the requirements are derived from. */
export interface RequirementSight {
  account: Account;
  migration: Migration;
  membership: MpnMembership | null;
  viewer: Viewer;
  /** The viewer may act for the account. */
  owner: boolean;
}

/** All requirements, satisfied or not, in the order to meet them. Only owners and support get names and answers. */
export function requirementsOf(sight: RequirementSight): RequirementView[] {
  const asStands = { ...sight, migration: unstarted(sight) };
  const views = [workEmailRequirement(asStands), mpnRequirement(asStands)];
  if (sight.owner) return views;
  const hidden = { action: null, suggestion: null };
  if (sight.viewer.support) return views.map((view) => ({ ...view, ...hidden }));
  return views.map((view) => ({ ...view, ...hidden, answer: null, tenantId: null, problem: null }));
}

/** Before a start, the requirements follow from what was carried over from CPP, or issued or applied for since. */
function unstarted({ account, migration, membership }: RequirementSight): Migration {
  if (migration.status !== Status.NOT_STARTED && migration.status !== Status.CANCELED) return migration;
  const reason = workEmailReasonAtStart(account, null, isUsable(membership) ? membership : null);
  const mpn = countsApplication(migration) ? {} : carriedMpnAnswer(migration.mpnId ?? account.mpnId, membership);
  return { ...migration, ...dueWorkEmail(reason), ...mpn };
}

function workEmailRequirement(sight: RequirementSight): RequirementView {
  const { account, migration, membership } = sight;
  const { workEmailState: state, workEmailReason: reason, workEmailProblem: problem } = migration;
  const refused = problem && "answer" in problem ? problem.answer : null;
  const suggestion = state === State.DUE ? suggestedWorkEmail(sight) : null;
  return {
    kind: RequirementKind.WORK_EMAIL,
    state,
    reason,
    action: actionFor(migration, state, MigrationAction.SUBMIT_WORK_EMAIL),
    suggestion: suggestion?.toLowerCase() === refused?.toLowerCase() ? null : suggestion,
    answer: migration.workEmail ?? refused,
    tenantId: isUsable(membership) ? membership.tenantId : null,
    problem: problem && { ...problem, accountId: account.id },
  };
}

function mpnRequirement({ account, migration, membership }: RequirementSight): RequirementView {
  const { mpnState: state, mpnReason, mpnProblem: problem, mpnId } = migration;
  return {
    kind: RequirementKind.MPN_MEMBERSHIP,
    state,
    reason: state === State.SATISFIED ? null : mpnReason,
    action: actionFor(migration, state, MigrationAction.ENROLL_IN_MPN),
    suggestion: problem?.__typename === "TenantAlreadyEnrolled" ? problem.mpnId : null,
    answer:
      mpnId ?? (problem && "answer" in problem ? problem.answer : carriesMpnId(account.mpnId) ? account.mpnId : null),
    tenantId: state === State.SATISFIED && isUsable(membership) ? membership.tenantId : migration.workEmailTenantId,
    problem: problem && { ...problem, accountId: account.id },
  };
}

/** The action that meets a requirement: confirming an outstanding code comes before a new address. */
function actionFor(migration: Migration, state: State, action: MigrationAction): MigrationAction | null {
  if (state === State.SATISFIED) return null;
  const allowed = ownerActions(migration);
  const wanted =
    state === State.VERIFYING && action === MigrationAction.SUBMIT_WORK_EMAIL
      ? MigrationAction.CONFIRM_WORK_EMAIL
      : action;
  return allowed.includes(wanted) ? wanted : null;
}

/** The last address given, the CPP sign-in address if it is usable, or the viewer's own if its tenant is admitted. */
function suggestedWorkEmail({ account, migration, membership, viewer }: RequirementSight): string | null {
  if (migration.workEmail !== null) return migration.workEmail;
  const unfit = migration.workEmailReason === Reason.TENANT_MISMATCH || account.signInPersonal;
  if (!unfit) return account.signInEmail;
  const own = viewer.identity === IdentityKind.WORK && !viewer.guest;
  const admitted = isUsable(membership) ? membership.tenantIds.includes(viewer.tenantId) : true;
  return own && admitted ? viewer.email : null;
}
