import type { Account } from "../../entities/account";
import type { Migration } from "../../entities/migration";
import type { MpnApplication } from "../../entities/mpn-application";
import type { MpnMembership } from "../../entities/mpn-membership";
import { MpnIdKind, MpnStanding, RequirementReason as Reason, type VettingStep } from "../../entities/words";
import { carriesMpnId, parseMpnId } from "./mpn-rules";

/** A membership as it is shown for an account. */
export interface MpnView {
  __typename: "MpnMembership";
  /** The key in its node ID. */
  key: string[];
  accountId: string;
  mpnId: string | null;
  idKind: MpnIdKind;
  partnerName: string | null;
  standing: MpnStanding;
  vettingStep: VettingStep | null;
  tenantId: string | null;
  tenantIds: string[];
}

const standingOf: Readonly<Record<MpnMembership["status"], MpnStanding>> = {
  ACTIVE: MpnStanding.ACTIVE,
  PENDING: MpnStanding.PENDING,
  INACTIVE: MpnStanding.INVALID,
  UNKNOWN: MpnStanding.INVALID,
};

/** Whether an application counts instead of an MPN ID. */
export const countsApplication = ({ mpnReason, mpnId }: Migration): boolean =>
  mpnId === null && (mpnReason === Reason.MPN_BEING_VETTED || mpnReason === Reason.MPN_APPLICATION_REJECTED);

/** The application that counts instead of an MPN ID; null when an ID counts. */
export const openApplication = (migration: Migration, application: MpnApplication | null): MpnApplication | null =>
  countsApplication(migration) ? application : null;

/** The ID to look up before the account's membership can be shown; null when there is nothing to look up. */
export function mpnIdToShow(account: Account, migration: Migration, application: MpnApplication | null): string | null {
  if (openApplication(migration, application)) return null;
  return migration.mpnId ?? parseMpnId(account.mpnId ?? "");
}

/** Shows an application as a future membership. */
export const applicationView = (application: MpnApplication): MpnView => ({
  __typename: "MpnMembership",
  key: [application.accountId],
  accountId: application.accountId,
  mpnId: null,
  idKind: MpnIdKind.GLOBAL,
  partnerName: application.profile.legalName,
  standing: application.status === "REJECTED" ? MpnStanding.REJECTED : MpnStanding.PENDING,
  vettingStep: application.status === "PENDING" ? application.step : null,
  tenantId: application.tenantId,
  tenantIds: [application.tenantId],
});

/** Shows a membership for an account. */
export const membershipView = (accountId: string, key: string[], membership: MpnMembership): MpnView => ({
  __typename: "MpnMembership",
  key,
  accountId,
  mpnId: membership.mpnId,
  idKind:
    membership.globalMpnId !== null && membership.globalMpnId !== membership.mpnId
      ? MpnIdKind.LOCATION
      : MpnIdKind.GLOBAL,
  partnerName: membership.partnerName,
  standing: standingOf[membership.status],
  vettingStep: null,
  tenantId: membership.tenantId,
  tenantIds: membership.tenantIds,
});

/** Shows a malformed ID, which needs no look-up; null when the account carries none. */
export const malformedView = ({ id, mpnId }: Account): MpnView | null =>
  carriesMpnId(mpnId)
    ? {
        __typename: "MpnMembership",
        key: [id],
        accountId: id,
        mpnId: mpnId.trim(),
        idKind: MpnIdKind.GLOBAL,
        partnerName: null,
        standing: MpnStanding.INVALID,
        vettingStep: null,
        tenantId: null,
        tenantIds: [],
      }
    : null;
