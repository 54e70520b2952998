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

/** The CPP role that corresponds to the user's role in Partner Center; null for no access. */
export const cppRoleFor = (user: Pick<AccountUser, "partnerCenterRole" | "removedAt">): CppRole | null =>
  user.removedAt !== null || user.partnerCenterRole === null ? null : syncedRole[user.partnerCenterRole];

/** Whether the change would leave the account without an OWNER; one who is about to lose the role does not count. */
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

/** The refusal of a change that would leave the account without an OWNER. */
export const lastOwner: Refusal = { __typename: "LastOwner", path: ["input"] };

/** The refusal while another change is in flight. */
export const anotherChange = (retryAfterSeconds: number): Refusal => ({
  __typename: "TemporarilyUnavailable",
  path: [],
  system: "partner-center",
  retryAfterSeconds,
  why: "ANOTHER_CHANGE",
});

/** The refusal of a wish for a user; null when it is allowed. */
export function changeRefused(users: AccountUser[], user: AccountUser, wish: Wish): Refusal | null {
  if (user.changingTo !== null && user.changingTo !== wish) return anotherChange(5);
  if (wish !== "REMOVED" && user.access === AccountUserAccess.NEEDS_WORK_ACCOUNT)
    return { __typename: "NotAllowedNow", path: ["input", "userId"], why: "NEEDS_WORK_ACCOUNT" };
  return leavesNoOwner(users, user.id, wish) ? lastOwner : null;
}

/**
 * The tenants whose users may be added to a migrated account: those of its MPN ID, even if the membership is closed by
 * now, or the work e-mail's tenant if Partner Center no longer knows the ID.
 */
export function admittedTenants(
  { workEmailTenantId }: Pick<Migration, "workEmailTenantId">,
  membership: Pick<MpnMembership, "tenantId" | "tenantIds"> | null,
): AdmittedTenants {
  const tenantId = membership?.tenantId ?? workEmailTenantId!;
  return { tenantId, tenantIds: membership?.tenantId ? membership.tenantIds : [tenantId] };
}

/** The columns of a new wish: it replaces any older one and goes to the end of the account's sync order. */
export const toBeSynced = (syncSeq: number, now: number) => ({
  changingTo: null,
  syncSeq,
  syncState: SyncState.PENDING,
  syncAttempts: 0,
  syncNextAt: now,
  syncError: null,
});
