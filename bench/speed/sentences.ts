/** The sentences and rules of the floor and the plain build: the service's, as far as the bench's world needs them. */

/** The parts of a migration that the answers depend on. */
export interface Standing {
  status: string;
  workEmail: string | null;
  workEmailState: string;
  workEmailReason: string | null;
  mpnState: string;
  mpnReason: string | null;
}

const webUrl = "http://127.0.0.1:4000";
const partnerCenterUrl = "https://partner.microsoft.com/dashboard";
const cppUrl = "https://cloudpartner.azure.com";

/** Returns the owner's banner. */
export function bannerOf(status: string, displayName: string, publisherId: string) {
  const migration = `${webUrl}/publishers/${publisherId}/migration`;
  switch (status) {
    case "NOT_STARTED":
      return {
        kind: "ACTION_REQUIRED",
        message: `Move ${displayName} to Partner Center. You need a work e-mail and, if you are not a member yet, a Partner Network membership.`,
        actionUrl: migration,
      };
    case "ACTION_REQUIRED":
      return {
        kind: "ACTION_REQUIRED",
        message: `The move of ${displayName} to Partner Center is waiting for your answer.`,
        actionUrl: migration,
      };
    case "FAILED":
      return {
        kind: "ACTION_REQUIRED",
        message: `The move of ${displayName} to Partner Center has stopped. See what to do.`,
        actionUrl: migration,
      };
    default:
      return {
        kind: "MANAGE_IN_PARTNER_CENTER",
        message: `${displayName} has moved: manage it in Partner Center.`,
        actionUrl: `${partnerCenterUrl}/account/v3/publishers/${publisherId}`,
      };
  }
}

/** Returns where the account is managed. */
export const managedIn = (status: string, publisherId: string) =>
  status === "COMPLETED"
    ? { managedIn: "PARTNER_CENTER", manageUrl: `${partnerCenterUrl}/account/v3/publishers/${publisherId}` }
    : { managedIn: "CLOUD_PARTNER_PORTAL", manageUrl: `${cppUrl}/#publishers/${publisherId}` };

/** Returns who must act next. */
export const awaitingOf = (status: string): string | null => (status === "COMPLETED" ? null : "OWNER");

/** Returns what an owner may do. */
export function actionsOf({ status, mpnState }: Standing): string[] {
  if (status === "NOT_STARTED") return ["START"];
  if (status === "FAILED") return ["RETRY", "CANCEL"];
  if (status !== "ACTION_REQUIRED") return [];
  return mpnState === "SATISFIED" ? ["SUBMIT_WORK_EMAIL", "CANCEL"] : ["SUBMIT_WORK_EMAIL", "ENROLL_IN_MPN", "CANCEL"];
}

const hints: Record<string, string> = {
  "WORK_EMAIL SATISFIED": "The work e-mail is confirmed.",
  "WORK_EMAIL CONFIRM_WORK_EMAIL":
    "Confirm a work e-mail. Usually the address you sign in to Cloud Partner Portal with will do.",
  "MPN_MEMBERSHIP SATISFIED": "The Microsoft Partner Network membership is in order.",
  "MPN_MEMBERSHIP MPN_ID_MISSING":
    "The account has no MPN ID. Enter the ID of a membership you already have, or apply for one once the work e-mail is confirmed.",
};

/**
 * Returns the requirements for an owner; `membership` is the tenant that the MPN ID belongs to, `own` the work
 * e-mail's.
 */
export function requirementsOf<Tenant>(
  standing: Standing,
  account: { mpnId: string | null; signInEmail: string },
  membership: Tenant | null,
  own: Tenant | null,
) {
  const { status, workEmail, workEmailState, mpnState } = standing;
  const acting = status === "ACTION_REQUIRED";
  const [emailReason, mpnReason] = [standing.workEmailReason, standing.mpnReason];
  return [
    {
      kind: "WORK_EMAIL",
      state: workEmailState,
      reason: emailReason,
      action: workEmailState !== "SATISFIED" && acting ? "SUBMIT_WORK_EMAIL" : null,
      suggestion: workEmailState === "DUE" ? account.signInEmail : null,
      answer: workEmail,
      hint: hints[`WORK_EMAIL ${workEmailState === "SATISFIED" ? workEmailState : emailReason}`]!,
      tenant: membership,
    },
    {
      kind: "MPN_MEMBERSHIP",
      state: mpnState,
      reason: mpnReason,
      action: mpnState !== "SATISFIED" && acting ? "ENROLL_IN_MPN" : null,
      suggestion: null,
      answer: account.mpnId,
      hint: hints[`MPN_MEMBERSHIP ${mpnState === "SATISFIED" ? mpnState : mpnReason}`]!,
      tenant: mpnState === "SATISFIED" ? membership : own,
    },
  ];
}

/** The sentences of timeline events. */
export const eventMessages: Record<string, string> = {
  "event.status.ACTION_REQUIRED": "The migration is waiting for an owner's answer.",
  "event.status.VERIFYING": "The answers are being checked.",
  "event.status.COMPLETED": "The account is now managed in Partner Center.",
  "event.status.FAILED": "The migration has stopped.",
};

/** The sentence of the only failure in the bench's world. */
export const failureMessage = "Partner Center could not be reached. Nothing is lost: try again in a few minutes.";

/** Returns an instant in the form that clients get. */
export const instant = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** The claims of a token. Only the bench signs in here, so the signature is not checked. */
export interface Claims {
  tid: string;
  oid: string;
  email: string;
  name: string;
}

const known = new Map<string, Claims>();

/** Returns the token's claims and remembers them, as the service remembers verified tokens. */
export function claimsOf(authorization: string): Claims {
  let claims = known.get(authorization);
  if (!claims) {
    claims = JSON.parse(Buffer.from(authorization.split(".")[1]!, "base64url").toString()) as Claims;
    known.set(authorization, claims);
  }
  return claims;
}
