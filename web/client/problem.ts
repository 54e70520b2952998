import type { ProblemPartsFragment } from "../generated/graphql";

/** A refusal as the page shows it. */
export type Problem = ProblemPartsFragment;

/** The name of any refusal. A new one in the schema does not compile until the page knows its cure. */
export type ProblemName = Problem["__typename"];

/** What the page offers besides the refusal's own sentence. */
export type Cure =
  | { kind: "none" }
  /** Somebody else acted; the current state is already shown. */
  | { kind: "look-again" }
  /** The organisation's membership, to enter instead. */
  | { kind: "mpn-id"; mpnId: string }
  | { kind: "ask"; owners: { id: string; displayName: string; email: string | null }[] }
  | { kind: "new-code" }
  | { kind: "try-again" };

const none: Cure = { kind: "none" };

/** Returns the cure of a refusal. */
export function cureOf(problem: Problem): Cure {
  switch (problem.__typename) {
    case "TenantAlreadyEnrolled":
      return problem.membership.mpnId === null ? none : { kind: "mpn-id", mpnId: problem.membership.mpnId };
    case "OwnerRoleRequired":
      return { kind: "ask", owners: problem.owners };
    case "ConfirmationCodeRejected":
      return problem.attemptsLeft === null ? { kind: "new-code" } : none;
    case "VersionConflict":
      return { kind: "look-again" };
    case "TooManyAttempts":
    case "TemporarilyUnavailable":
      return { kind: "try-again" };
    // The sentences of the first two name the organisation whose addresses are accepted.
    case "TenantMismatch":
    case "PersonalAccountNotAllowed":
    case "InvalidInput":
    case "LastOwner":
    case "MpnIdInvalid":
    case "NotAllowedNow":
    case "NotFound":
    case "UserAlreadyAdded":
    case "WorkEmailUnusable":
      return none;
    default:
      return unreachable(problem);
  }
}

/** Returns what a refusal says about single fields, by their paths in the input. */
export function issuesOf(problem: Problem): { path: string; message: string }[] {
  const told = problem.__typename === "InvalidInput" ? problem.fields : [problem];
  return told.map(({ path, message }) => ({ path: path.slice(1).join("."), message }));
}

function unreachable(problem: never): never {
  throw new Error(`an unknown refusal: ${JSON.stringify(problem)}`);
}
