import type { MpnMembership } from "../../entities/mpn-membership";
import type { Refusal } from "../../entities/refusal";
import { MpnIdInvalidReason } from "../../entities/words";

/** The typed text as an MPN ID: trimmed, 1 to 10 digits, no leading zero; null when it is not one. */
export function parseMpnId(typed: string): string | null {
  const text = typed.trim();
  return /^[1-9][0-9]{0,9}$/.test(text) ? text : null;
}

/** Whether the field holds an MPN ID, well formed or not: a blank one does not. */
export const carriesMpnId = (typed: string | null): typed is string => typed !== null && typed.trim() !== "";

/** A membership that admits work e-mails: ACTIVE, so registered for a tenant. */
export type UsableMembership = MpnMembership & { status: "ACTIVE"; tenantId: string; globalMpnId: string };

/** Whether an account can be migrated with this membership. */
export const isUsable = (membership: MpnMembership | null): membership is UsableMembership =>
  membership?.status === "ACTIVE" && membership.tenantId !== null;

const reasons = {
  UNKNOWN: MpnIdInvalidReason.NOT_FOUND,
  PENDING: MpnIdInvalidReason.NOT_VETTED,
  INACTIVE: MpnIdInvalidReason.INACTIVE,
} as const;

/** The refusal of an unusable ID. `membership` is null for a malformed one. */
export function mpnIdInvalid(membership: MpnMembership | null, answer: string, path: string[]): Refusal {
  const mpnIdReason =
    membership && membership.status !== "ACTIVE" ? reasons[membership.status] : MpnIdInvalidReason.NOT_FOUND;
  return { __typename: "MpnIdInvalid", path, answer, mpnIdReason };
}
