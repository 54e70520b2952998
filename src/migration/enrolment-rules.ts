import type { Account } from "../../entities/account";
import type { AccountUser } from "../../entities/account-user";
import type { BusinessProfile, MpnApplication } from "../../entities/mpn-application";
import type { MpnMembership } from "../../entities/mpn-membership";
import type { Refusal } from "../../entities/refusal";
import {
  MigrationStatus as Status,
  RequirementReason as Reason,
  RequirementState as State,
  Severity,
  TimelineKind,
  VettingStep,
} from "../../entities/words";
import { carriesMpnId, isUsable, mpnIdInvalid } from "../mpn/mpn-rules";
import type { HappenedEvent } from "../timeline/append-events";
import { satisfiedMpn, settled, vettedMpn } from "./answers-rules";
import type { Decision, MigrationRows } from "./decision";
import { beingVetted } from "./requirement-rules";
import { workEmailUnder } from "./work-email-answer-rules";

const idPath = ["input", "by", "existingMpnId"];
const applicationPath = ["input", "by", "application"];

/** Decides on an existing MPN ID. */
export function decideExistingId(rows: MigrationRows, mpnId: string, membership: MpnMembership): Decision {
  const { migration, application } = rows;
  if (!isUsable(membership)) return refusedMpn(rows, mpnIdInvalid(membership, mpnId, idPath));
  const { workEmailTenantId } = migration;
  if (workEmailTenantId !== null && !membership.tenantIds.includes(workEmailTenantId)) {
    const { tenantId } = membership;
    return refusedMpn(rows, { __typename: "TenantMismatch", path: idPath, subject: "mpnId", tenantId, answer: mpnId });
  }
  const answered = { ...satisfiedMpn, mpnId, ...workEmailUnder(membership, rows) };
  const { status, jobs } = settled({ ...migration, ...answered });
  const isAnother = application?.status === "AUTHORIZED" && migration.mpnId !== mpnId;
  return {
    migration: { ...answered, status },
    ...(isAnother && { application: { ...application, status: "REPLACED" as const } }),
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
  const refusal = alreadyEnrolled(membership, tenantId, applicationPath);
  if (refusal) return refusedMpn(rows, refusal);
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

/** The refusal of an application by a tenant with that membership; a closed one is no obstacle: applying reopens it. */
export function alreadyEnrolled(membership: MpnMembership | null, tenantId: string, path: string[]): Refusal | null {
  if (membership?.status === "PENDING") return mpnIdInvalid(membership, membership.mpnId, path);
  if (membership?.status !== "ACTIVE") return null;
  return { __typename: "TenantAlreadyEnrolled", path, mpnId: membership.mpnId, tenantId };
}

/** Ends an application whose tenant became a member before Partner Center received it: the owner must answer again. */
export function overtakenApplication({ account, application }: MigrationRows, refusal: Refusal): Decision {
  const mpnReason = reasonOf[refusal.__typename] ?? reasonOfTheAccount(account);
  return {
    migration: { mpnState: State.DUE, mpnReason, mpnProblem: refusal, status: Status.ACTION_REQUIRED },
    application: { ...application!, delivered: true, status: "REJECTED" },
    events: [rejected(refusal)],
  };
}

const reasonOf: Partial<Record<Refusal["__typename"], Reason>> = {
  MpnIdInvalid: Reason.MPN_ID_INVALID,
  TenantMismatch: Reason.TENANT_MISMATCH,
};

const reasonOfTheAccount = ({ mpnId }: Account): Reason =>
  carriesMpnId(mpnId) ? Reason.MPN_ID_INVALID : Reason.MPN_ID_MISSING;

const rejected = (problem: Refusal): HappenedEvent => ({
  kind: TimelineKind.ANSWER_REJECTED,
  severity: Severity.WARNING,
  message: "event.mpnRejected",
  problem,
});

/** Records the refusal; an MPN ID accepted earlier stays, and so does an application that is being vetted. */
function refusedMpn({ account, migration }: MigrationRows, refusal: Refusal): Decision {
  const kept = migration.mpnState === State.SATISFIED || beingVetted(migration);
  // The reason given for an earlier ID does not apply to an application.
  const ofAnId = migration.mpnReason === Reason.MPN_ID_INVALID || migration.mpnReason === Reason.TENANT_MISMATCH;
  const mpnReason = reasonOf[refusal.__typename] ?? (ofAnId ? reasonOfTheAccount(account) : migration.mpnReason);
  return {
    ...(kept ? {} : { migration: { mpnState: State.DUE, mpnReason, mpnProblem: refusal } }),
    events: [rejected(refusal)],
    refusal,
  };
}
