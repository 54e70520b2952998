import type { AccountUser } from "../../entities/account-user";
import type { BusinessProfile, MpnApplication } from "../../entities/mpn-application";
import type { MpnMembership } from "../../entities/mpn-membership";
import type { Refusal } from "../../entities/refusal";
import {
  RequirementReason as Reason,
  RequirementState as State,
  Severity,
  TimelineKind,
  VettingStep,
} from "../../entities/words";
import { carriesMpnId, isUsable, mpnIdInvalid } from "../mpn/mpn-rules";
import { satisfiedMpn, settled, vettedMpn } from "./answers-rules";
import type { Decision, MigrationRows } from "./decision";
import { beingVetted } from "./requirement-rules";
import { workEmailUnder } from "./work-email-answer-rules";

const idPath = ["input", "by", "existingMpnId"];
const applicationPath = ["input", "by", "application"];

/** Decides on an existing MPN ID. */
export function decideExistingId(rows: MigrationRows, mpnId: string, membership: MpnMembership): Decision {
  const { migration } = rows;
  if (!isUsable(membership)) return refusedMpn(rows, mpnIdInvalid(membership, mpnId, idPath));
  const { workEmailTenantId } = migration;
  if (workEmailTenantId !== null && !membership.tenantIds.includes(workEmailTenantId)) {
    const { tenantId } = membership;
    return refusedMpn(rows, { __typename: "TenantMismatch", path: idPath, subject: "mpnId", tenantId, answer: mpnId });
  }
  const answered = { ...satisfiedMpn, mpnId, ...workEmailUnder(membership, rows) };
  const { status, jobs } = settled({ ...migration, ...answered });
  return {
    migration: { ...answered, status },
    events: [{ kind: TimelineKind.ANSWER_ACCEPTED, message: "event.mpnIdAccepted", params: { answer: mpnId } }],
    jobs,
  };
}

/** A well-formed application for membership under the current agreement. */
export interface NewApplication {
  profile: BusinessProfile;
  agreementVersion: string;
  requestId: string;
}

/** Decides on an application; `membership` is the one that its tenant already has. */
export function decideApplication(
  rows: MigrationRows,
  wanted: NewApplication,
  membership: MpnMembership | null,
  actor: AccountUser,
  now: number,
): Decision {
  const { account, migration } = rows;
  if (migration.workEmailState !== State.SATISFIED)
    return { refusal: { __typename: "NotAllowedNow", path: applicationPath, why: "APPLICATION_BEFORE_WORK_EMAIL" } };
  const tenantId = migration.workEmailTenantId!;
  if (membership?.status === "PENDING")
    return refusedMpn(rows, mpnIdInvalid(membership, membership.mpnId, applicationPath));
  // A closed membership is no obstacle: a new application is the way back.
  if (membership?.status === "ACTIVE") {
    const { mpnId } = membership;
    return refusedMpn(rows, { __typename: "TenantAlreadyEnrolled", path: applicationPath, mpnId, tenantId });
  }
  const application: MpnApplication = {
    accountId: account.id,
    tenantId,
    ...wanted,
    status: "PENDING",
    step: VettingStep.EMAIL_OWNERSHIP,
    submittedBy: actor.id,
    submittedAt: now,
    delivered: false,
    nextPollAt: now,
    polls: 0,
  };
  const answered = { ...vettedMpn, mpnId: null };
  const { status, jobs } = settled({ ...migration, ...answered });
  return {
    migration: { ...answered, status },
    application,
    events: [
      {
        kind: TimelineKind.ANSWER_ACCEPTED,
        message: "event.applicationMade",
        params: { answer: wanted.profile.legalName, agreement: wanted.agreementVersion },
      },
    ],
    jobs,
  };
}

const reasonOf: Partial<Record<Refusal["__typename"], Reason>> = {
  MpnIdInvalid: Reason.MPN_ID_INVALID,
  TenantMismatch: Reason.TENANT_MISMATCH,
};

/** Records the refusal; an MPN ID accepted earlier stays, and so does an application that is being vetted. */
function refusedMpn({ account, migration }: MigrationRows, refusal: Refusal): Decision {
  const kept = migration.mpnState === State.SATISFIED || beingVetted(migration);
  // The reason given for an earlier ID does not apply to an application.
  const ofAnId = migration.mpnReason === Reason.MPN_ID_INVALID || migration.mpnReason === Reason.TENANT_MISMATCH;
  const ofTheAccount = carriesMpnId(account.mpnId) ? Reason.MPN_ID_INVALID : Reason.MPN_ID_MISSING;
  const mpnReason = reasonOf[refusal.__typename] ?? (ofAnId ? ofTheAccount : migration.mpnReason);
  return {
    ...(kept ? {} : { migration: { mpnState: State.DUE, mpnReason, mpnProblem: refusal } }),
    events: [
      {
        kind: TimelineKind.ANSWER_REJECTED,
        severity: Severity.WARNING,
        message: "event.mpnRejected",
        problem: refusal,
      },
    ],
    refusal,
  };
}
