import type { ConfirmCodeMutation, StartMutation, SubmitEmailMutation } from "./generated/graphql";

type Refusal<Result extends { __typename: string }> = Exclude<Result, { __typename: "MigrationSuccess" }>;

/** Everything that the three mutations of this program may be refused with. */
export type AnyRefusal =
  | Refusal<StartMutation["startMigration"]>
  | Refusal<SubmitEmailMutation["submitWorkEmail"]>
  | Refusal<ConfirmCodeMutation["confirmWorkEmail"]>;

/** What to do about a refusal: to give another answer, to try the same again, to look at the account anew, or nothing. */
export type Cure =
  | { kind: "answer-anew"; why: string }
  | { kind: "try-again"; why: string; afterSeconds: number }
  | { kind: "look-again"; why: string }
  | { kind: "give-up"; why: string };

/**
 * The cure of each refusal. A member that the schema gains makes this a compile error after the next codegen, and until
 * then ends in a sentence fit to show: every refusal has one.
 */
export function cureOf(refusal: AnyRefusal): Cure {
  const why = refusal.message;
  switch (refusal.__typename) {
    case "TenantMismatch":
      return { kind: "answer-anew", why: `${why} [${refusal.expectedTenant.displayName}]` };
    case "PersonalAccountNotAllowed":
    case "WorkEmailUnusable":
      return { kind: "answer-anew", why };
    case "ConfirmationCodeRejected":
      // Without tries left a new code is needed, and the address is what brings one.
      return refusal.attemptsLeft === null ? { kind: "look-again", why } : { kind: "answer-anew", why };
    case "InvalidInput":
      return { kind: "answer-anew", why };
    case "TooManyAttempts":
    case "TemporarilyUnavailable":
      return { kind: "try-again", why, afterSeconds: "retryAfterSeconds" in refusal ? refusal.retryAfterSeconds : 60 };
    case "VersionConflict":
    case "NotAllowedNow":
      return { kind: "look-again", why };
    case "OwnerRoleRequired":
    case "NotFound":
      return { kind: "give-up", why };
    default:
      return unforeseen(refusal);
  }
}

/** Compiles only while nothing can get here. */
const unforeseen = (refusal: never): Cure => ({ kind: "give-up", why: (refusal as { message: string }).message });
