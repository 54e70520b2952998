import { registerEnumType } from "type-graphql";
import {
  AccountType,
  AccountUserAccess,
  BannerKind,
  CppRole,
  FailureCode,
  IdentityKind,
  MigrationAction,
  MigrationStatus,
  MpnIdInvalidReason,
  MpnIdKind,
  MpnStanding,
  PartnerCenterRole,
  Party,
  Portal,
  PrincipalKind,
  RequirementKind,
  RequirementReason,
  RequirementState,
  Severity,
  StepKind,
  StepState,
  SyncState,
  TimelineKind,
  VettingStep,
  WorkEmailUnusableReason,
} from "../entities/words";

registerEnumType(Portal, { name: "Portal" });
registerEnumType(AccountType, { name: "AccountType" });
registerEnumType(VettingStep, { name: "VettingStep" });
registerEnumType(Party, { name: "Party" });
registerEnumType(MigrationAction, { name: "MigrationAction" });
registerEnumType(RequirementKind, { name: "RequirementKind" });
registerEnumType(StepKind, { name: "StepKind" });
registerEnumType(StepState, { name: "StepState" });
registerEnumType(FailureCode, { name: "FailureCode" });
registerEnumType(PrincipalKind, { name: "PrincipalKind" });
registerEnumType(TimelineKind, { name: "TimelineKind" });
registerEnumType(Severity, { name: "Severity" });
registerEnumType(MpnIdInvalidReason, { name: "MpnIdInvalidReason" });

registerEnumType(IdentityKind, {
  name: "IdentityKind",
  valuesConfig: {
    WORK: { description: "Belongs to a tenant." },
    PERSONAL_MICROSOFT_ACCOUNT: { description: "Cannot hold a Partner Center account." },
  },
});

registerEnumType(BannerKind, {
  name: "BannerKind",
  valuesConfig: {
    ACTION_REQUIRED: { description: "Owner: start or finish." },
    IN_PROGRESS: { description: "Owner: nothing to do for now." },
    MANAGE_IN_PARTNER_CENTER: { description: "Migrated." },
    ASK_AN_OWNER: { description: "Contributor of an account not yet migrated: only an owner can." },
  },
});

registerEnumType(MpnIdKind, {
  name: "MpnIdKind",
  valuesConfig: {
    GLOBAL: { description: "The company's global account." },
    LOCATION: { description: "A location: it counts through its global account." },
  },
});

registerEnumType(MpnStanding, {
  name: "MpnStanding",
  valuesConfig: {
    PENDING: { description: "Applied for; being vetted." },
    REJECTED: { description: "The application was turned down." },
    INVALID: { description: "Carried over from CPP, but unusable." },
  },
});

registerEnumType(MigrationStatus, {
  name: "MigrationStatus",
  valuesConfig: {
    NOT_STARTED: { description: "Next: ACTION_REQUIRED or VERIFYING." },
    ACTION_REQUIRED: { description: "An owner owes an answer: see requirements. Next: VERIFYING, CANCELED." },
    VERIFYING: {
      description:
        "Answers are being checked, or an MPN application vetted. Next: MIGRATING, ACTION_REQUIRED, FAILED, CANCELED.",
    },
    MIGRATING: { description: "Settings and users are moving. Next: COMPLETED, FAILED." },
    COMPLETED: { description: "Final." },
    FAILED: { description: "See failure. Next: VERIFYING (retry), CANCELED." },
    CANCELED: { description: "Next: as NOT_STARTED." },
  },
});

registerEnumType(RequirementState, {
  name: "RequirementState",
  valuesConfig: {
    DUE: { description: "An owner must answer." },
    VERIFYING: { description: "Answered; being checked or vetted." },
  },
});

registerEnumType(RequirementReason, {
  name: "RequirementReason",
  valuesConfig: {
    CONFIRM_WORK_EMAIL: { description: "Usually the CPP sign-in address will do." },
    PERSONAL_MICROSOFT_ACCOUNT: { description: "The CPP account signs in with a personal Microsoft account." },
    CODE_SENT: { description: "A code was mailed to the address." },
  },
});

registerEnumType(AccountUserAccess, {
  name: "AccountUserAccess",
  valuesConfig: {
    NEEDS_WORK_ACCOUNT: {
      description:
        "Signs in with a personal Microsoft account, which Partner Center does not admit: add a work account in its place.",
    },
  },
});

registerEnumType(CppRole, {
  name: "CppRole",
  valuesConfig: {
    OWNER: { description: "May migrate and manage users." },
    CONTRIBUTOR: { description: "May look." },
  },
});

registerEnumType(PartnerCenterRole, {
  name: "PartnerCenterRole",
  description: "Synced back to CPP: OWNER and MANAGER as OWNER, DEVELOPER as CONTRIBUTOR, the others as no access.",
});

registerEnumType(SyncState, {
  name: "SyncState",
  valuesConfig: {
    FAILED: { description: "Given up; listed under Program.failedSyncs." },
  },
});

registerEnumType(WorkEmailUnusableReason, {
  name: "WorkEmailUnusableReason",
  valuesConfig: {
    UNKNOWN_DOMAIN: { description: "No tenant has this domain." },
    UNMANAGED_TENANT: { description: "A self-service tenant that no administrator has taken over." },
    UNDELIVERABLE: { description: "The mail server says that the address does not exist." },
  },
});
