import type { MpnIdInvalidReason, WorkEmailUnusableReason } from "./words";

/** Names of the contract's Problem types. */
export type ProblemType = Refusal["__typename"];

interface Common {
  /** The input field at fault; empty when none. */
  path: string[];
}

/** An expected refusal, as rules return it and as it is stored. The doorway adds the message and what it refers to. */
export type Refusal = Common &
  (
    | { __typename: "TenantMismatch"; subject: "workEmail" | "mpnId" | "seller"; tenantId: string; answer: string }
    | { __typename: "PersonalAccountNotAllowed"; tenantId: string | null; answer: string }
    | { __typename: "WorkEmailUnusable"; emailReason: WorkEmailUnusableReason; answer: string }
    | { __typename: "ConfirmationCodeRejected"; attemptsLeft: number | null }
    | { __typename: "MpnIdInvalid"; mpnIdReason: MpnIdInvalidReason; answer: string }
    | { __typename: "TenantAlreadyEnrolled"; mpnId: string; tenantId: string }
    | { __typename: "OwnerRoleRequired" }
    | { __typename: "NotAllowedNow"; why: string }
    | { __typename: "VersionConflict" }
    | { __typename: "InvalidInput"; fields: { path: string[]; message: string; params?: Record<string, string> }[] }
    | { __typename: "NotFound" }
    | { __typename: "UserAlreadyAdded"; userId: string }
    | { __typename: "LastOwner" }
    | { __typename: "TooManyAttempts"; retryAfterSeconds: number }
    | { __typename: "TemporarilyUnavailable"; system: string; retryAfterSeconds: number; why?: "ANOTHER_CHANGE" }
  );
