import type { ConfirmCodeMutation, StartMutation, SubmitEmailMutation } from "./generated/graphql";

type Refusal<Result extends { __typename: string }> = Exclude<Result, { __typename: "MigrationSuccess" }>;

/** Every refusal that the three mutations of this program can return. */
export type AnyRefusal =
  | Refusal<StartMutation["startMigration"]>
  | Refusal<SubmitEmailMutation["submitWorkEmail"]>
  | Refusal<ConfirmCodeMutation["confirmWorkEmail"]>;

/** What to do about a refusal: give another answer, try the same again, read the account again, or give up. */
export type Cure =
  | { kind: "answer-anew"; why: string }
  | { kind: "try-again"; why: string; afterSeconds: number }
  | { kind: "look-again"; why: string }
  | { kind: "give-up"; why: string };

/**
 * Returns the cure of a refusal. A new refusal in the schema is a compile error here after the next codegen; until then
 * the program shows the refusal's own message and gives up.
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
      // Without tries left, a new code is needed: submitting the address again brings one.
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

/** Compiles only while every refusal has a case above. */
const unforeseen = (refusal: never): Cure => ({ kind: "give-up", why: (refusal as { message: string }).message });
