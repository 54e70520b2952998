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
import { allAnswered, beingVetted } from "./requirement-rules";

/** How the MPN_MEMBERSHIP requirement stands. */
export type MpnAnswer = Pick<Migration, "mpnState" | "mpnReason" | "mpnProblem">;

/** How the WORK_EMAIL requirement stands. */
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

/** The MPN ID that counts: the one answered or issued, else the one carried over from CPP; null when there is none or it is malformed. */
export const effectiveMpnId = (account: Pick<Account, "mpnId">, migration: Pick<Migration, "mpnId">): string | null =>
  migration.mpnId ?? parseMpnId(account.mpnId ?? "");

/** The requirement that an MPN ID carried over from CPP gives; `membership` is null while Partner Center cannot be asked. */
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

/** The requirement met. */
export const satisfiedMpn: MpnAnswer = { mpnState: State.SATISFIED, mpnReason: null, mpnProblem: null };

/** The requirement while an application for membership is vetted. */
export const vettedMpn: MpnAnswer = {
  mpnState: State.VERIFYING,
  mpnReason: Reason.MPN_BEING_VETTED,
  mpnProblem: null,
};

const noCode = { codeNonce: null, codeExpiresAt: null, codeTriesLeft: null, codeLocale: null };

/** The requirement before an address that would do is given; the reason says which kind of address that is. */
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

/** The requirement met by an address that is known to be the owner's. */
export const provenWorkEmail = (workEmail: string, workEmailTenantId: string): WorkEmailAnswer => ({
  workEmail,
  workEmailTenantId,
  workEmailState: State.SATISFIED,
  workEmailReason: null,
  workEmailProblem: null,
  ...noCode,
});

/** Why a work e-mail is due at all, before anybody has answered. */
export function workEmailReasonAtStart(
  account: Pick<Account, "signInPersonal">,
  signInTenantId: string | null,
  admitted: AdmittedTenants | null,
): Reason {
  if (account.signInPersonal) return Reason.PERSONAL_MICROSOFT_ACCOUNT;
  const outside = signInTenantId !== null && admitted !== null && !admitted.tenantIds.includes(signInTenantId);
  return outside ? Reason.TENANT_MISMATCH : Reason.CONFIRM_WORK_EMAIL;
}

/** Where the answers, as they now stand, take the migration, and the work that follows from it. */
export function settled(migration: Migration): { status: Status; jobs: NewJob[] } {
  if (!allAnswered(migration)) return { status: Status.ACTION_REQUIRED, jobs: [] };
  return { status: Status.VERIFYING, jobs: [{ kind: beingVetted(migration) ? "vetting@1" : "advance@1" }] };
}

/** How the MPN requirement stands now that Partner Center has been asked again, if it answered: only an ID carried over from CPP may have changed by itself. */
export function mpnAsOfNow(
  { account, migration }: { account: Account; migration: Migration },
  membership: MpnMembership | null,
): MpnAnswer {
  const { mpnState, mpnReason, mpnProblem } = migration;
  const unasked = membership === null && effectiveMpnId(account, migration) !== null;
  const answered = migration.mpnId !== null || beingVetted(migration) || mpnReason === Reason.MPN_APPLICATION_REJECTED;
  if (unasked || answered) return { mpnState, mpnReason, mpnProblem };
  const carried = carriedMpnAnswer(account.mpnId, membership);
  // What was wrong with an ID that an owner gave stays wrong, whatever the work e-mail.
  const given = mpnProblem?.__typename === "MpnIdInvalid" && mpnProblem.answer !== account.mpnId;
  return given && carried.mpnState === State.DUE ? { mpnState, mpnReason, mpnProblem } : carried;
}
