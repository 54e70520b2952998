import type { Account } from "../../entities/account";
import type { Migration } from "../../entities/migration";
import type { MpnMembership } from "../../entities/mpn-membership";
import {
  MigrationStatus as Status,
  RequirementReason as Reason,
  RequirementState as State,
} from "../../entities/words";
import { carriesMpnId, isUsable, mpnIdInvalid, parseMpnId } from "../mpn/mpn-rules";
import type { NewJob } from "../outbox/enqueue";
import type { AdmittedTenants } from "../tenant/work-email-rules";
import type { MigrationRows } from "./decision";
import { allAnswered, beingVetted } from "./requirement-rules";

/** The state of the MPN_MEMBERSHIP requirement. */
export type MpnAnswer = Pick<Migration, "mpnState" | "mpnReason" | "mpnProblem">;

/** The state of the WORK_EMAIL requirement. */
export type WorkEmailAnswer = Pick<
  Migration,
  | "workEmail"
  | "workEmailTenantId"
  | "workEmailState"
  | "workEmailReason"
  | "workEmailProblem"
  | "codeNonce"
  | "codeExpiresAt"
  | "codeTriesLeft"
  | "codeLocale"
>;

/** The MPN ID that counts: given, issued, or else carried over from CPP; null when there is none or it is malformed. */
export const effectiveMpnId = (account: Pick<Account, "mpnId">, migration: Pick<Migration, "mpnId">): string | null =>
  migration.mpnId ?? parseMpnId(account.mpnId ?? "");

/** The MPN ID that was issued after vetting and still counts; a cancellation keeps it, since the tenant does. */
export const issuedMpnId = ({ migration, application }: Pick<MigrationRows, "migration" | "application">) =>
  application?.status === "AUTHORIZED" ? migration.mpnId : null;

/**
 * The requirement for an MPN ID that was issued earlier or carried over from CPP; `membership` is null while Partner
 * Center is unavailable.
 */
export function carriedMpnAnswer(mpnId: string | null, membership: MpnMembership | null): MpnAnswer {
  const due = (mpnReason: Reason, mpnProblem: MpnAnswer["mpnProblem"] = null): MpnAnswer => ({
    mpnState: State.DUE,
    mpnReason,
    mpnProblem,
  });
  if (!carriesMpnId(mpnId)) return due(Reason.MPN_ID_MISSING);
  if (parseMpnId(mpnId) === null) return due(Reason.MPN_ID_INVALID, mpnIdInvalid(null, mpnId, []));
  if (membership === null) return { mpnState: State.VERIFYING, mpnReason: null, mpnProblem: null };
  if (isUsable(membership)) return satisfiedMpn;
  return due(Reason.MPN_ID_INVALID, mpnIdInvalid(membership, mpnId, []));
}

/** The MPN requirement once it is met. */
export const satisfiedMpn: MpnAnswer = { mpnState: State.SATISFIED, mpnReason: null, mpnProblem: null };

/** The MPN requirement while an application for membership is being vetted. */
export const vettedMpn: MpnAnswer = {
  mpnState: State.VERIFYING,
  mpnReason: Reason.MPN_BEING_VETTED,
  mpnProblem: null,
};

const noCode = { codeNonce: null, codeExpiresAt: null, codeTriesLeft: null, codeLocale: null };

/** The work e-mail requirement before a usable address is given; the reason says which kind of address is needed. */
export const dueWorkEmail = (
  workEmailReason: Reason,
  workEmailProblem: Migration["workEmailProblem"] = null,
): WorkEmailAnswer => ({
  workEmail: null,
  workEmailTenantId: null,
  workEmailState: State.DUE,
  workEmailReason,
  workEmailProblem,
  ...noCode,
});

/** The work e-mail requirement met by an address that is proven to be the owner's. */
export const provenWorkEmail = (workEmail: string, workEmailTenantId: string): WorkEmailAnswer => ({
  workEmail,
  workEmailTenantId,
  workEmailState: State.SATISFIED,
  workEmailReason: null,
  workEmailProblem: null,
  ...noCode,
});

/** Why a work e-mail is due, before any answer is given. */
export function workEmailReasonAtStart(
  account: Pick<Account, "signInPersonal">,
  signInTenantId: string | null,
  admitted: AdmittedTenants | null,
): Reason {
  if (account.signInPersonal) return Reason.PERSONAL_MICROSOFT_ACCOUNT;
  const outside = signInTenantId !== null && admitted !== null && !admitted.tenantIds.includes(signInTenantId);
  return outside ? Reason.TENANT_MISMATCH : Reason.CONFIRM_WORK_EMAIL;
}

/** The status that follows from the current answers, and the jobs to enqueue. */
export function settled(migration: Migration): { status: Status; jobs: NewJob[] } {
  if (!allAnswered(migration)) return { status: Status.ACTION_REQUIRED, jobs: [] };
  return { status: Status.VERIFYING, jobs: [{ kind: beingVetted(migration) ? "vetting@1" : "advance@1" }] };
}

/**
 * The MPN requirement now that Partner Center has been asked again, unchanged if it gave no answer. Without an owner's
 * action, only the state of an ID carried over from CPP can change.
 */
export function mpnAsOfNow(
  { account, migration }: { account: Account; migration: Migration },
  membership: MpnMembership | null,
): MpnAnswer {
  const { mpnState, mpnReason, mpnProblem } = migration;
  const unasked = membership === null && effectiveMpnId(account, migration) !== null;
  const answered = migration.mpnId !== null || beingVetted(migration) || mpnReason === Reason.MPN_APPLICATION_REJECTED;
  if (unasked || answered) return { mpnState, mpnReason, mpnProblem };
  const carried = carriedMpnAnswer(account.mpnId, membership);
  // The problem with an ID that an owner gave remains, unless the ID carried over from CPP is usable.
  const given = mpnProblem?.__typename === "MpnIdInvalid" && mpnProblem.answer !== account.mpnId;
  return given && carried.mpnState === State.DUE ? { mpnState, mpnReason, mpnProblem } : carried;
}
