/** The closed words of the domain: the same in the database, in the rules and in the schema. */

export enum IdentityKind {
  /** Belongs to a tenant. */
  WORK = "WORK",
  /** Cannot hold a Partner Center account. */
  PERSONAL_MICROSOFT_ACCOUNT = "PERSONAL_MICROSOFT_ACCOUNT",
}

export enum Portal {
  CLOUD_PARTNER_PORTAL = "CLOUD_PARTNER_PORTAL",
  PARTNER_CENTER = "PARTNER_CENTER",
}

export enum BannerKind {
  /** For an owner: start or finish the migration. */
  ACTION_REQUIRED = "ACTION_REQUIRED",
  /** For an owner: nothing to do for now. */
  IN_PROGRESS = "IN_PROGRESS",
  /** Migrated. */
  MANAGE_IN_PARTNER_CENTER = "MANAGE_IN_PARTNER_CENTER",
  /** For a contributor to an account not yet migrated: only an owner can migrate it. */
  ASK_AN_OWNER = "ASK_AN_OWNER",
}

export enum AccountType {
  COMPANY = "COMPANY",
  INDIVIDUAL = "INDIVIDUAL",
}

export enum MpnIdKind {
  /** The company's global account. */
  GLOBAL = "GLOBAL",
  /** A location, which counts through its global account. */
  LOCATION = "LOCATION",
}

export enum MpnStanding {
  /** Applied for; being vetted. */
  PENDING = "PENDING",
  ACTIVE = "ACTIVE",
  /** The application was turned down. */
  REJECTED = "REJECTED",
  /** Carried over from CPP, but unusable. */
  INVALID = "INVALID",
}

export enum VettingStep {
  EMAIL_OWNERSHIP = "EMAIL_OWNERSHIP",
  EMPLOYMENT_VERIFICATION = "EMPLOYMENT_VERIFICATION",
  BUSINESS_VERIFICATION = "BUSINESS_VERIFICATION",
  DECISION = "DECISION",
}

export enum MigrationStatus {
  /** Next: ACTION_REQUIRED or VERIFYING. */
  NOT_STARTED = "NOT_STARTED",
  /** An owner must answer: see requirements. Next: VERIFYING, CANCELED. */
  ACTION_REQUIRED = "ACTION_REQUIRED",
  /** Answers are being checked, or an MPN application is being vetted. Next: MIGRATING, ACTION_REQUIRED, FAILED, CANCELED. */
  VERIFYING = "VERIFYING",
  /** Settings and users are being moved. Next: COMPLETED, FAILED. */
  MIGRATING = "MIGRATING",
  /** Final. */
  COMPLETED = "COMPLETED",
  /** See failure. Next: VERIFYING (retry), CANCELED. */
  FAILED = "FAILED",
  /** Next: as NOT_STARTED. */
  CANCELED = "CANCELED",
}

export enum Party {
  OWNER = "OWNER",
  SYSTEM = "SYSTEM",
}

export enum MigrationAction {
  START = "START",
  SUBMIT_WORK_EMAIL = "SUBMIT_WORK_EMAIL",
  CONFIRM_WORK_EMAIL = "CONFIRM_WORK_EMAIL",
  ENROLL_IN_MPN = "ENROLL_IN_MPN",
  RETRY = "RETRY",
  CANCEL = "CANCEL",
}

export enum RequirementKind {
  WORK_EMAIL = "WORK_EMAIL",
  MPN_MEMBERSHIP = "MPN_MEMBERSHIP",
}

export enum RequirementState {
  /** An owner must answer. */
  DUE = "DUE",
  /** Answered; being checked or vetted. */
  VERIFYING = "VERIFYING",
  SATISFIED = "SATISFIED",
}

export enum RequirementReason {
  /** Usually the CPP sign-in address will do. */
  CONFIRM_WORK_EMAIL = "CONFIRM_WORK_EMAIL",
  /** The CPP account signs in with a personal Microsoft account, or the address given last is one. */
  PERSONAL_MICROSOFT_ACCOUNT = "PERSONAL_MICROSOFT_ACCOUNT",
  TENANT_MISMATCH = "TENANT_MISMATCH",
  /** A code was e-mailed to the address. */
  CODE_SENT = "CODE_SENT",
  MPN_ID_MISSING = "MPN_ID_MISSING",
  /** The MPN ID on the account, or the one given last, cannot be used. */
  MPN_ID_INVALID = "MPN_ID_INVALID",
  MPN_BEING_VETTED = "MPN_BEING_VETTED",
  MPN_APPLICATION_REJECTED = "MPN_APPLICATION_REJECTED",
}

export enum StepKind {
  VERIFY_ANSWERS = "VERIFY_ANSWERS",
  COPY_SETTINGS = "COPY_SETTINGS",
  COPY_USERS = "COPY_USERS",
  LOCK_CPP_SETTINGS = "LOCK_CPP_SETTINGS",
}

export enum StepState {
  PENDING = "PENDING",
  RUNNING = "RUNNING",
  DONE = "DONE",
  FAILED = "FAILED",
}

export enum FailureCode {
  PARTNER_CENTER_REJECTED = "PARTNER_CENTER_REJECTED",
  PARTNER_CENTER_UNREACHABLE = "PARTNER_CENTER_UNREACHABLE",
  CPP_REJECTED = "CPP_REJECTED",
  CPP_UNREACHABLE = "CPP_UNREACHABLE",
  INTERNAL = "INTERNAL",
}

export enum PrincipalKind {
  PERSON = "PERSON",
  GROUP = "GROUP",
  APPLICATION = "APPLICATION",
}

export enum AccountUserAccess {
  ACTIVE = "ACTIVE",
  /** Signs in with a personal Microsoft account, which Partner Center does not accept: add a work account in its place. */
  NEEDS_WORK_ACCOUNT = "NEEDS_WORK_ACCOUNT",
  REMOVED = "REMOVED",
}

export enum CppRole {
  /** May migrate and manage users. */
  OWNER = "OWNER",
  /** May only view. */
  CONTRIBUTOR = "CONTRIBUTOR",
}

/** Synced back to CPP: OWNER and MANAGER as OWNER, DEVELOPER as CONTRIBUTOR, the others as no access. */
export enum PartnerCenterRole {
  OWNER = "OWNER",
  MANAGER = "MANAGER",
  DEVELOPER = "DEVELOPER",
  BUSINESS_CONTRIBUTOR = "BUSINESS_CONTRIBUTOR",
  FINANCIAL_CONTRIBUTOR = "FINANCIAL_CONTRIBUTOR",
  MARKETER = "MARKETER",
}

export enum SyncState {
  PENDING = "PENDING",
  SYNCED = "SYNCED",
  /** Given up; listed under Program.failedSyncs. */
  FAILED = "FAILED",
}

export enum TimelineKind {
  STATUS_CHANGED = "STATUS_CHANGED",
  ANSWER_ACCEPTED = "ANSWER_ACCEPTED",
  ANSWER_REJECTED = "ANSWER_REJECTED",
  CODE_SENT = "CODE_SENT",
  STEP_FINISHED = "STEP_FINISHED",
  USER_ADDED = "USER_ADDED",
  USER_CHANGED = "USER_CHANGED",
  USER_REMOVED = "USER_REMOVED",
  SETTINGS_CHANGED = "SETTINGS_CHANGED",
  CPP_SYNCED = "CPP_SYNCED",
  CPP_SYNC_FAILED = "CPP_SYNC_FAILED",
}

export enum Severity {
  INFO = "INFO",
  WARNING = "WARNING",
  ERROR = "ERROR",
}

export enum WorkEmailUnusableReason {
  /** No tenant has this domain. */
  UNKNOWN_DOMAIN = "UNKNOWN_DOMAIN",
  /** A self-service tenant that no administrator has taken over. */
  UNMANAGED_TENANT = "UNMANAGED_TENANT",
  /** The mail server says that the address does not exist. */
  UNDELIVERABLE = "UNDELIVERABLE",
}

export enum MpnIdInvalidReason {
  NOT_FOUND = "NOT_FOUND",
  NOT_VETTED = "NOT_VETTED",
  INACTIVE = "INACTIVE",
}
