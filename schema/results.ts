import { createUnionType, type ClassType } from "type-graphql";
import { MpnIdInvalid, TenantAlreadyEnrolled } from "./mpn-problems";
import {
  InvalidInput,
  NotAllowedNow,
  NotFound,
  OwnerRoleRequired,
  TemporarilyUnavailable,
  TooManyAttempts,
  VersionConflict,
} from "./problems";
import { AccountSuccess, AccountUserSuccess, MigrationSuccess } from "./successes";
import { LastOwner, UserAlreadyAdded } from "./user-problems";
import {
  ConfirmationCodeRejected,
  PersonalAccountNotAllowed,
  TenantMismatch,
  WorkEmailUnusable,
} from "./work-email-problems";

/** Creates the union of a mutation's results, whose values name their own type. */
function resultUnion<const T extends readonly ClassType<{ readonly __typename: string }>[]>(
  name: string,
  types: () => T,
) {
  return createUnionType({
    name,
    description: "The success, or one of the refusals that can be returned instead.",
    types,
    resolveType: (value: { readonly __typename: string }) => value.__typename,
  });
}

export const StartMigrationResult = resultUnion("StartMigrationResult", () => [
  MigrationSuccess,
  OwnerRoleRequired,
  NotAllowedNow,
  InvalidInput,
  NotFound,
  TemporarilyUnavailable,
]);
export type StartMigrationResult = typeof StartMigrationResult;

export const SubmitWorkEmailResult = resultUnion("SubmitWorkEmailResult", () => [
  MigrationSuccess,
  TenantMismatch,
  PersonalAccountNotAllowed,
  WorkEmailUnusable,
  OwnerRoleRequired,
  NotAllowedNow,
  VersionConflict,
  InvalidInput,
  NotFound,
  TooManyAttempts,
  TemporarilyUnavailable,
]);
export type SubmitWorkEmailResult = typeof SubmitWorkEmailResult;

export const ConfirmWorkEmailResult = resultUnion("ConfirmWorkEmailResult", () => [
  MigrationSuccess,
  ConfirmationCodeRejected,
  TenantMismatch,
  OwnerRoleRequired,
  NotAllowedNow,
  VersionConflict,
  InvalidInput,
  NotFound,
  TooManyAttempts,
  TemporarilyUnavailable,
]);
export type ConfirmWorkEmailResult = typeof ConfirmWorkEmailResult;

export const EnrollInMpnResult = resultUnion("EnrollInMpnResult", () => [
  MigrationSuccess,
  MpnIdInvalid,
  TenantMismatch,
  TenantAlreadyEnrolled,
  OwnerRoleRequired,
  NotAllowedNow,
  VersionConflict,
  InvalidInput,
  NotFound,
  TooManyAttempts,
  TemporarilyUnavailable,
]);
export type EnrollInMpnResult = typeof EnrollInMpnResult;

export const MigrationActionResult = resultUnion("MigrationActionResult", () => [
  MigrationSuccess,
  OwnerRoleRequired,
  NotAllowedNow,
  VersionConflict,
  InvalidInput,
  NotFound,
  TemporarilyUnavailable,
]);
export type MigrationActionResult = typeof MigrationActionResult;

export const AddAccountUserResult = resultUnion("AddAccountUserResult", () => [
  AccountUserSuccess,
  UserAlreadyAdded,
  TenantMismatch,
  PersonalAccountNotAllowed,
  WorkEmailUnusable,
  OwnerRoleRequired,
  NotAllowedNow,
  InvalidInput,
  NotFound,
  TemporarilyUnavailable,
]);
export type AddAccountUserResult = typeof AddAccountUserResult;

export const ChangeAccountUserRoleResult = resultUnion("ChangeAccountUserRoleResult", () => [
  AccountUserSuccess,
  LastOwner,
  OwnerRoleRequired,
  NotAllowedNow,
  InvalidInput,
  NotFound,
  TemporarilyUnavailable,
]);
export type ChangeAccountUserRoleResult = typeof ChangeAccountUserRoleResult;

export const RemoveAccountUserResult = resultUnion("RemoveAccountUserResult", () => [
  AccountUserSuccess,
  LastOwner,
  OwnerRoleRequired,
  NotAllowedNow,
  InvalidInput,
  NotFound,
  TemporarilyUnavailable,
]);
export type RemoveAccountUserResult = typeof RemoveAccountUserResult;

export const UpdateAccountSettingsResult = resultUnion("UpdateAccountSettingsResult", () => [
  AccountSuccess,
  OwnerRoleRequired,
  NotAllowedNow,
  VersionConflict,
  InvalidInput,
  NotFound,
  TemporarilyUnavailable,
]);
export type UpdateAccountSettingsResult = typeof UpdateAccountSettingsResult;

export const RetryCppSyncResult = resultUnion("RetryCppSyncResult", () => [
  AccountUserSuccess,
  NotAllowedNow,
  NotFound,
]);
export type RetryCppSyncResult = typeof RetryCppSyncResult;
