import type { Account } from "../../entities/account";
import type { AccountUser } from "../../entities/account-user";
import type { Migration } from "../../entities/migration";
import type { MpnMembership } from "../../entities/mpn-membership";
import {
  AccountType,
  AccountUserAccess,
  CppRole,
  IdentityKind,
  MigrationStatus,
  PrincipalKind,
  RequirementReason,
  RequirementState,
} from "../../entities/words";
import { freshSteps } from "../../src/migration/start-rules";
import type { Viewer } from "../../src/viewer/viewer";

/** Two tenants: the company's own, and another. */
export const home = "11111111-1111-4111-8111-111111111111";
export const elsewhere = "22222222-2222-4222-8222-222222222222";

/** An account with a valid MPN ID that signs in with a work address. */
export const accountRow = (change: Partial<Account> = {}): Account => ({
  id: "account000000000000000",
  publisherId: "contoso",
  displayName: "Contoso",
  sortName: "contoso",
  accountType: AccountType.COMPANY,
  mpnId: "4100001",
  signInEmail: "owner@contoso.com",
  signInPersonal: false,
  sellerContact: { name: "Sam", email: "owner@contoso.com", phone: null, address: null },
  sellerId: null,
  settingsVersion: 1,
  eventCount: 0,
  importHash: "",
  sellerTenantId: null,
  ...change,
});

/** A migration that waits for a work e-mail and whose MPN ID is valid. */
export const migrationRow = (change: Partial<Migration> = {}): Migration => ({
  accountId: "account000000000000000",
  status: MigrationStatus.ACTION_REQUIRED,
  sortName: "contoso",
  version: 1,
  attempt: 1,
  startedBy: "user000000000000000000",
  startedAt: 1,
  completedAt: null,
  steps: freshSteps(),
  failure: null,
  workEmail: null,
  workEmailTenantId: null,
  workEmailState: RequirementState.DUE,
  workEmailReason: RequirementReason.CONFIRM_WORK_EMAIL,
  workEmailProblem: null,
  codeNonce: null,
  codeExpiresAt: null,
  codeTriesLeft: null,
  codeLocale: null,
  mpnId: null,
  mpnState: RequirementState.SATISFIED,
  mpnReason: null,
  mpnProblem: null,
  ...change,
});

/** The columns of an accepted work e-mail. */
export const provenColumns: Partial<Migration> = {
  workEmail: "owner@contoso.com",
  workEmailTenantId: home,
  workEmailState: RequirementState.SATISFIED,
  workEmailReason: null,
};

/** An active membership of the company's own tenant. */
export const membershipRow = (change: Partial<MpnMembership> = {}): MpnMembership => ({
  mpnId: "4100001",
  status: "ACTIVE",
  globalMpnId: "4100001",
  partnerName: "Contoso Partner",
  tenantId: home,
  tenantIds: [home],
  checkedAt: 0,
  ...change,
});

/** An owner with a work account. */
export const userRow = (change: Partial<AccountUser> = {}): AccountUser => ({
  accountId: "account000000000000000",
  id: "user000000000000000000",
  sortName: "contoso",
  principal: "owner@contoso.com",
  principalKind: PrincipalKind.PERSON,
  email: "owner@contoso.com",
  applicationId: null,
  name: "Olga Owner",
  identity: IdentityKind.WORK,
  access: AccountUserAccess.ACTIVE,
  cppRole: CppRole.OWNER,
  partnerCenterRole: null,
  memberId: null,
  addedAt: 1,
  removedAt: null,
  changingTo: null,
  syncSeq: 0,
  syncState: null,
  syncAttempts: 0,
  syncedAt: null,
  syncNextAt: null,
  syncError: null,
  ...change,
});

/** A viewer who signed in with a work account of the company's own tenant. */
export const viewerOf = (change: Partial<Viewer> = {}): Viewer => ({
  tenantId: home,
  objectId: "33333333-3333-4333-8333-333333333333",
  email: "owner@contoso.com",
  displayName: "Olga Owner",
  identity: IdentityKind.WORK,
  guest: false,
  support: false,
  expiresAt: Number.MAX_SAFE_INTEGER,
  ...change,
});
