import { Account } from "./account";
import { AccountTerm } from "./account-term";
import { AccountUser } from "./account-user";
import { IdempotencyRecord } from "./idempotency-record";
import { Job } from "./job";
import { Migration } from "./migration";
import { MpnApplication } from "./mpn-application";
import { MpnMembership } from "./mpn-membership";
import { Person } from "./person";
import { Reconciliation, ReconciliationFinding } from "./reconciliation";
import { Accounts1764000000000 } from "./revisions/1764000000000-accounts";
import { Lists1764100000000 } from "./revisions/1764100000000-lists";
import { HeldJobs1764200000000 } from "./revisions/1764200000000-held-jobs";
import { Reconciliation1764200000001 } from "./revisions/1764200000001-reconciliation";
import { Starts1764300000000 } from "./revisions/1764300000000-starts";
import { Moved1764400000000 } from "./revisions/1764400000000-moved";
import { SellerTenant1764500000000 } from "./revisions/1764500000000-seller-tenant";
import { Kinds1764500000001 } from "./revisions/1764500000001-kinds";
import { KnownSellerTenants1764600000000 } from "./revisions/1764600000000-known-seller-tenants";
import { StatusCount } from "./status-count";
import { Tenant } from "./tenant";
import { TimelineEvent } from "./timeline-event";
import { WorkEmailAttempt } from "./work-email-attempt";

/** Every table. */
export const entities = [
  Account,
  AccountTerm,
  AccountUser,
  IdempotencyRecord,
  Job,
  Migration,
  MpnApplication,
  MpnMembership,
  Person,
  Reconciliation,
  ReconciliationFinding,
  StatusCount,
  Tenant,
  TimelineEvent,
  WorkEmailAttempt,
];

/** Every revision of the tables, oldest first. */
export const revisions = [
  Accounts1764000000000,
  Lists1764100000000,
  HeldJobs1764200000000,
  Reconciliation1764200000001,
  Starts1764300000000,
  Moved1764400000000,
  SellerTenant1764500000000,
  Kinds1764500000001,
  KnownSellerTenants1764600000000,
];
