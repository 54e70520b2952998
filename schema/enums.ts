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

registerEnumType(Portal, { name: "Portal", description: "Where an account is managed." });
registerEnumType(AccountType, { name: "AccountType", description: "What kind of seller the account is." });
registerEnumType(VettingStep, {
  name: "VettingStep",
  description: "The steps of vetting a membership, in order.",
});
registerEnumType(Party, { name: "Party", description: "Who acts next." });
registerEnumType(MigrationAction, {
  name: "MigrationAction",
  description: "What an owner may do; each corresponds to the mutation of the same name.",
});
registerEnumType(RequirementKind, { name: "RequirementKind", description: "What is asked of an owner." });
registerEnumType(StepKind, { name: "StepKind", description: "The steps of a move, in order." });
registerEnumType(StepState, { name: "StepState", description: "How far a step has got." });
registerEnumType(PrincipalKind, { name: "PrincipalKind", description: "What a user is." });
registerEnumType(TimelineKind, { name: "TimelineKind", description: "What has happened." });
registerEnumType(Severity, { name: "Severity", description: "How much an event matters." });
registerEnumType(MpnIdInvalidReason, { name: "MpnIdInvalidReason", description: "Why an MPN ID cannot be used." });

registerEnumType(IdentityKind, {
  name: "IdentityKind",
  description: "What a person signs in with.",
  valuesConfig: {
    WORK: { description: "Belongs to a tenant." },
    PERSONAL_MICROSOFT_ACCOUNT: { description: "Cannot hold a Partner Center account." },
  },
});

registerEnumType(BannerKind, {
  name: "BannerKind",
  description: "What the banner is about.",
  valuesConfig: {
    ACTION_REQUIRED: { description: "For an owner: start or finish the migration." },
    IN_PROGRESS: { description: "For an owner: nothing to do for now." },
    MANAGE_IN_PARTNER_CENTER: { description: "Migrated." },
    ASK_AN_OWNER: { description: "For a contributor to an account not yet migrated: only an owner can migrate it." },
  },
});

registerEnumType(MpnIdKind, {
  name: "MpnIdKind",
  description: "What an MPN ID stands for.",
  valuesConfig: {
    GLOBAL: { description: "The company's global account." },
    LOCATION: { description: "A location, which counts through its global account." },
  },
});

registerEnumType(MpnStanding, {
  name: "MpnStanding",
  description: "The standing of a membership.",
  valuesConfig: {
    PENDING: { description: "Applied for; being vetted." },
    REJECTED: { description: "The application was turned down." },
    INVALID: { description: "Carried over from CPP, but unusable." },
  },
});

registerEnumType(MigrationStatus, {
  name: "MigrationStatus",
  description: "Where a migration stands. The statuses after Next are all those that can follow.",
  valuesConfig: {
    NOT_STARTED: { description: "Next: ACTION_REQUIRED or VERIFYING." },
    ACTION_REQUIRED: { description: "An owner must answer: see requirements. Next: VERIFYING, CANCELED." },
    VERIFYING: {
      description:
        "Answers are being checked, or an MPN application is being vetted. Next: MIGRATING, ACTION_REQUIRED, FAILED, CANCELED.",
    },
    MIGRATING: { description: "Settings and users are being moved. Next: COMPLETED, FAILED." },
    COMPLETED: { description: "Final." },
    FAILED: { description: "See failure. Next: VERIFYING (retry), CANCELED." },
    CANCELED: { description: "Next: as NOT_STARTED." },
  },
});

registerEnumType(FailureCode, {
  name: "FailureCode",
  description: "Why a move failed.",
  valuesConfig: {
    PARTNER_CENTER_UNREACHABLE: {
      description: "Partner Center, the directory or Microsoft Entra could not be reached: the message says which.",
    },
  },
});

registerEnumType(RequirementState, {
  name: "RequirementState",
  description: "How far a requirement has got.",
  valuesConfig: {
    DUE: { description: "An owner must answer." },
    VERIFYING: { description: "Answered; being checked or vetted." },
  },
});

registerEnumType(RequirementReason, {
  name: "RequirementReason",
  description: "Why a requirement is due.",
  valuesConfig: {
    CONFIRM_WORK_EMAIL: { description: "Usually the CPP sign-in address will do." },
    PERSONAL_MICROSOFT_ACCOUNT: {
      description: "The CPP account signs in with a personal Microsoft account, or the address given last is one.",
    },
    CODE_SENT: { description: "A code was e-mailed to the address." },
    MPN_ID_INVALID: { description: "The MPN ID on the account, or the one given last, cannot be used." },
  },
});

registerEnumType(AccountUserAccess, {
  name: "AccountUserAccess",
  description: "A user's access to Partner Center.",
  valuesConfig: {
    NEEDS_WORK_ACCOUNT: {
      description:
        "Signs in with a personal Microsoft account, which Partner Center does not accept: add a work account in its place.",
    },
  },
});

registerEnumType(CppRole, {
  name: "CppRole",
  description: "A role in Cloud Partner Portal.",
  valuesConfig: {
    OWNER: { description: "May migrate and manage users." },
    CONTRIBUTOR: { description: "May only view." },
  },
});

registerEnumType(PartnerCenterRole, {
  name: "PartnerCenterRole",
  description: "Synced back to CPP: OWNER and MANAGER as OWNER, DEVELOPER as CONTRIBUTOR, the others as no access.",
});

registerEnumType(SyncState, {
  name: "SyncState",
  description: "How far a sync has got.",
  valuesConfig: {
    FAILED: { description: "Given up; listed under Program.failedSyncs." },
  },
});

registerEnumType(WorkEmailUnusableReason, {
  name: "WorkEmailUnusableReason",
  description: "Why an address cannot be used.",
  valuesConfig: {
    UNKNOWN_DOMAIN: { description: "No tenant has this domain." },
    UNMANAGED_TENANT: { description: "A self-service tenant that no administrator has taken over." },
    UNDELIVERABLE: { description: "The mail server says that the address does not exist." },
  },
});
