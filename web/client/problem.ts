import type { ProblemPartsFragment } from "../generated/graphql";

/** A refusal as the page shows it. */
export type Problem = ProblemPartsFragment;

/** Every refusal that there is: a new one in the schema does not compile until the page knows its cure. */
export type ProblemName = Problem["__typename"];

/** What the page offers beside the refusal's own sentence. */
export type Cure =
  | { kind: "none" }
  /** Somebody else acted: what is there now has been shown already. */
  | { kind: "look-again" }
  /** The organisation's membership, to be given instead. */
  | { kind: "mpn-id"; mpnId: string }
  | { kind: "ask"; owners: { id: string; displayName: string; email: string | null }[] }
  | { kind: "new-code" }
  | { kind: "try-again" };

const none: Cure = { kind: "none" };

/** The cure of a refusal. */
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
    // Their own sentences name the organisation whose addresses will do.
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

/** What a refusal says of single fields, by their paths below the input. */
export function issuesOf(problem: Problem): { path: string; message: string }[] {
  const told = problem.__typename === "InvalidInput" ? problem.fields : [problem];
  return told.map(({ path, message }) => ({ path: path.slice(1).join("."), message }));
}

function unreachable(problem: never): never {
  throw new Error(`an unknown refusal: ${JSON.stringify(problem)}`);
}
