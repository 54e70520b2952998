import type { AccountUser } from "../../entities/account-user";
import type { Migration } from "../../entities/migration";
import type { MpnMembership } from "../../entities/mpn-membership";
import type { Refusal } from "../../entities/refusal";
import { AccountUserAccess, CppRole, PartnerCenterRole as Role, SyncState } from "../../entities/words";
import type { AdmittedTenants } from "../tenant/work-email-rules";

/** What a user is about to become in Partner Center. */
export type Wish = Role | "REMOVED";

const syncedRole: Readonly<Record<Role, CppRole | null>> = {
  OWNER: CppRole.OWNER,
  MANAGER: CppRole.OWNER,
  DEVELOPER: CppRole.CONTRIBUTOR,
  BUSINESS_CONTRIBUTOR: null,
  FINANCIAL_CONTRIBUTOR: null,
  MARKETER: null,
};

/** The CPP role that answers to what the user is in Partner Center; null for no access. */
export const cppRoleFor = (user: Pick<AccountUser, "partnerCenterRole" | "removedAt">): CppRole | null =>
  user.removedAt !== null || user.partnerCenterRole === null ? null : syncedRole[user.partnerCenterRole];

/** Whether the change would leave the account without an OWNER; one who is about to go counts no more. */
export function leavesNoOwner(users: AccountUser[], id: string, wish: Wish): boolean {
  if (wish === Role.OWNER) return false;
  const owners = users.filter(
    (user) =>
      user.removedAt === null &&
      user.partnerCenterRole === Role.OWNER &&
      (user.changingTo === null || user.changingTo === Role.OWNER),
  );
  return (
    owners.every((owner) => owner.id === id) &&
    users.some((user) => user.id === id && user.partnerCenterRole === Role.OWNER)
  );
}

/** The refusal for who comes while another change has yet to arrive. */
export const anotherChange = (retryAfterSeconds: number): Refusal => ({
  __typename: "TemporarilyUnavailable",
  path: [],
  system: "partner-center",
  retryAfterSeconds,
  why: "ANOTHER_CHANGE",
});

/** Why a user may not become that; null when nothing stands against it. */
export function changeRefused(users: AccountUser[], user: AccountUser, wish: Wish): Refusal | null {
  if (user.changingTo !== null && user.changingTo !== wish) return anotherChange(5);
  if (wish !== "REMOVED" && user.access === AccountUserAccess.NEEDS_WORK_ACCOUNT)
    return { __typename: "NotAllowedNow", path: ["input", "userId"], why: "NEEDS_WORK_ACCOUNT" };
  return leavesNoOwner(users, user.id, wish) ? { __typename: "LastOwner", path: ["input"] } : null;
}

/**
 * The tenants whose people may be added to an account that has moved: those of its MPN ID, also when that is closed by now,
 * or the one that it has moved to when Partner Center knows the ID no more.
 */
export function admittedTenants(
  { workEmailTenantId }: Pick<Migration, "workEmailTenantId">,
  membership: Pick<MpnMembership, "tenantId" | "tenantIds"> | null,
): AdmittedTenants {
  const tenantId = membership?.tenantId ?? workEmailTenantId!;
  return { tenantId, tenantIds: membership?.tenantId ? membership.tenantIds : [tenantId] };
}

/** The latest wish is the one that counts: it takes its place at the end of the account's queue. */
export const toBeSynced = (syncSeq: number, now: number) => ({
  changingTo: null,
  syncSeq,
  syncState: SyncState.PENDING,
  syncAttempts: 0,
  syncNextAt: now,
  syncError: null,
});
