/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** What the banner is about. */
export type BannerKind =
  /** For an owner: start or finish the migration. */
  | 'ACTION_REQUIRED'
  /** For a contributor to an account not yet migrated: only an owner can migrate it. */
  | 'ASK_AN_OWNER'
  /** For an owner: nothing to do for now. */
  | 'IN_PROGRESS'
  /** Migrated. */
  | 'MANAGE_IN_PARTNER_CENTER';

/** What an owner may do; each corresponds to the mutation of the same name. */
export type MigrationAction =
  | 'CANCEL'
  | 'CONFIRM_WORK_EMAIL'
  | 'ENROLL_IN_MPN'
  | 'RETRY'
  | 'START'
  | 'SUBMIT_WORK_EMAIL';

/** Where a migration stands. The statuses after Next are all those that can follow. */
export type MigrationStatus =
  /** An owner must answer: see requirements. Next: VERIFYING, CANCELED. */
  | 'ACTION_REQUIRED'
  /** Next: as NOT_STARTED. */
  | 'CANCELED'
  /** Final. */
  | 'COMPLETED'
  /** See failure. Next: VERIFYING (retry), CANCELED. */
  | 'FAILED'
  /** Settings and users are being moved. Next: COMPLETED, FAILED. */
  | 'MIGRATING'
  /** Next: ACTION_REQUIRED or VERIFYING. */
  | 'NOT_STARTED'
  /** Answers are being checked, or an MPN application is being vetted. Next: MIGRATING, ACTION_REQUIRED, FAILED, CANCELED. */
  | 'VERIFYING';

/** Who acts next. */
export type Party =
  | 'OWNER'
  | 'SYSTEM';

/** Where an account is managed. */
export type Portal =
  | 'CLOUD_PARTNER_PORTAL'
  | 'PARTNER_CENTER';

/** What is asked of an owner. */
export type RequirementKind =
  | 'MPN_MEMBERSHIP'
  | 'WORK_EMAIL';

/** Why a requirement is due. */
export type RequirementReason =
  /** A code was e-mailed to the address. */
  | 'CODE_SENT'
  /** Usually the CPP sign-in address will do. */
  | 'CONFIRM_WORK_EMAIL'
  | 'MPN_APPLICATION_REJECTED'
  | 'MPN_BEING_VETTED'
  /** The MPN ID on the account, or the one given last, cannot be used. */
  | 'MPN_ID_INVALID'
  | 'MPN_ID_MISSING'
  /** The CPP account signs in with a personal Microsoft account, or the address given last is one. */
  | 'PERSONAL_MICROSOFT_ACCOUNT'
  | 'TENANT_MISMATCH';

/** How far a requirement has got. */
export type RequirementState =
  /** An owner must answer. */
  | 'DUE'
  | 'SATISFIED'
  /** Answered; being checked or vetted. */
  | 'VERIFYING';

export type ProgressFragment = { id: string, version: number, status: MigrationStatus, awaiting: Party | null, viewerActions: Array<MigrationAction>, pollAfterMs: number | null, requirements: Array<{ kind: RequirementKind, state: RequirementState, reason: RequirementReason | null, hint: string, suggestion: string | null }>, failure: { message: string, retryable: boolean, correlationId: string } | null } & { ' $fragmentName'?: 'ProgressFragment' };

export type BannerQueryVariables = Exact<{
  publisherId: string;
}>;


export type BannerQuery = { account: { id: string, displayName: string, managedIn: Portal, manageUrl: string, banner: { kind: BannerKind, message: string } | null, migration: { ' $fragmentRefs'?: { 'ProgressFragment': ProgressFragment } } } | null };

export type StartMutationVariables = Exact<{
  accountId: string | number;
  key: string;
}>;


export type StartMutation = { startMigration:
    | { __typename: 'InvalidInput', message: string, safeToRetry: boolean }
    | { __typename: 'MigrationSuccess', migration: { ' $fragmentRefs'?: { 'ProgressFragment': ProgressFragment } } }
    | { __typename: 'NotAllowedNow', message: string, safeToRetry: boolean }
    | { __typename: 'NotFound', message: string, safeToRetry: boolean }
    | { __typename: 'OwnerRoleRequired', message: string, safeToRetry: boolean, owners: Array<{ displayName: string, email: string | null }> }
    | { __typename: 'TemporarilyUnavailable', message: string, safeToRetry: boolean }
   };

export type SubmitEmailMutationVariables = Exact<{
  migrationId: string | number;
  workEmail: string;
  ifVersion: number;
  key: string;
}>;


export type SubmitEmailMutation = { submitWorkEmail:
    | { __typename: 'InvalidInput', message: string, safeToRetry: boolean, fields: Array<{ path: Array<string>, message: string }>, current: { ' $fragmentRefs'?: { 'ProgressFragment': ProgressFragment } } | null }
    | { __typename: 'MigrationSuccess', migration: { ' $fragmentRefs'?: { 'ProgressFragment': ProgressFragment } } }
    | { __typename: 'NotAllowedNow', message: string, safeToRetry: boolean, current: { ' $fragmentRefs'?: { 'ProgressFragment': ProgressFragment } } | null }
    | { __typename: 'NotFound', message: string, safeToRetry: boolean, current: { ' $fragmentRefs'?: { 'ProgressFragment': ProgressFragment } } | null }
    | { __typename: 'OwnerRoleRequired', message: string, safeToRetry: boolean, owners: Array<{ displayName: string, email: string | null }>, current: { ' $fragmentRefs'?: { 'ProgressFragment': ProgressFragment } } | null }
    | { __typename: 'PersonalAccountNotAllowed', message: string, safeToRetry: boolean, mpnTenant: { displayName: string } | null, current: { ' $fragmentRefs'?: { 'ProgressFragment': ProgressFragment } } | null }
    | { __typename: 'TemporarilyUnavailable', retryAfterSeconds: number, message: string, safeToRetry: boolean, current: { ' $fragmentRefs'?: { 'ProgressFragment': ProgressFragment } } | null }
    | { __typename: 'TenantMismatch', message: string, safeToRetry: boolean, expectedTenant: { displayName: string }, current: { ' $fragmentRefs'?: { 'ProgressFragment': ProgressFragment } } | null }
    | { __typename: 'TooManyAttempts', retryAfterSeconds: number, message: string, safeToRetry: boolean, current: { ' $fragmentRefs'?: { 'ProgressFragment': ProgressFragment } } | null }
    | { __typename: 'VersionConflict', message: string, safeToRetry: boolean, current: { ' $fragmentRefs'?: { 'ProgressFragment': ProgressFragment } } | null }
    | { __typename: 'WorkEmailUnusable', message: string, safeToRetry: boolean, current: { ' $fragmentRefs'?: { 'ProgressFragment': ProgressFragment } } | null }
   };

export type ConfirmCodeMutationVariables = Exact<{
  migrationId: string | number;
  code: string;
  key: string;
}>;


export type ConfirmCodeMutation = { confirmWorkEmail:
    | { __typename: 'ConfirmationCodeRejected', attemptsLeft: number | null, message: string, safeToRetry: boolean }
    | { __typename: 'InvalidInput', message: string, safeToRetry: boolean }
    | { __typename: 'MigrationSuccess', migration: { ' $fragmentRefs'?: { 'ProgressFragment': ProgressFragment } } }
    | { __typename: 'NotAllowedNow', message: string, safeToRetry: boolean }
    | { __typename: 'NotFound', message: string, safeToRetry: boolean }
    | { __typename: 'OwnerRoleRequired', message: string, safeToRetry: boolean }
    | { __typename: 'TemporarilyUnavailable', message: string, safeToRetry: boolean }
    | { __typename: 'TenantMismatch', message: string, safeToRetry: boolean, expectedTenant: { displayName: string } }
    | { __typename: 'TooManyAttempts', message: string, safeToRetry: boolean }
    | { __typename: 'VersionConflict', message: string, safeToRetry: boolean }
   };

export const ProgressFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Progress"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Migration"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"awaiting"}},{"kind":"Field","name":{"kind":"Name","value":"viewerActions"}},{"kind":"Field","name":{"kind":"Name","value":"pollAfterMs"}},{"kind":"Field","name":{"kind":"Name","value":"requirements"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"correlationId"}}]}}]}}]} as unknown as DocumentNode<ProgressFragment, unknown>;
export const BannerDocument = {"__meta__":{"hash":"sha256:a3e83b464340e7979dce7b861bbee455f6936ea6234c0482abb1454f6ec9d2a2"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Banner"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"publisherId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"publisherId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"publisherId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"managedIn"}},{"kind":"Field","name":{"kind":"Name","value":"manageUrl"}},{"kind":"Field","name":{"kind":"Name","value":"banner"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"migration"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Progress"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Progress"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Migration"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"awaiting"}},{"kind":"Field","name":{"kind":"Name","value":"viewerActions"}},{"kind":"Field","name":{"kind":"Name","value":"pollAfterMs"}},{"kind":"Field","name":{"kind":"Name","value":"requirements"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"correlationId"}}]}}]}}]} as unknown as DocumentNode<BannerQuery, BannerQueryVariables>;
export const StartDocument = {"__meta__":{"hash":"sha256:986b9b632dedd952860b69732039e21c2abadfe7405f40c3baec56ab7e8c03f1"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Start"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"accountId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startMigration"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"accountId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"accountId"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MigrationSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"migration"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Progress"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OwnerRoleRequired"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"owners"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"safeToRetry"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Progress"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Migration"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"awaiting"}},{"kind":"Field","name":{"kind":"Name","value":"viewerActions"}},{"kind":"Field","name":{"kind":"Name","value":"pollAfterMs"}},{"kind":"Field","name":{"kind":"Name","value":"requirements"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"correlationId"}}]}}]}}]} as unknown as DocumentNode<StartMutation, StartMutationVariables>;
export const SubmitEmailDocument = {"__meta__":{"hash":"sha256:7c6800bd998353f2ac4094fb7361562e210ecbf5ec7d0348e3ace93d5f7cce66"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SubmitEmail"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"migrationId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"workEmail"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ifVersion"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"submitWorkEmail"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"migrationId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"migrationId"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"workEmail"},"value":{"kind":"Variable","name":{"kind":"Name","value":"workEmail"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"ifVersion"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ifVersion"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MigrationSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"migration"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Progress"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TenantMismatch"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"expectedTenant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PersonalAccountNotAllowed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"mpnTenant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TooManyAttempts"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TemporarilyUnavailable"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInput"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OwnerRoleRequired"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"owners"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"safeToRetry"}},{"kind":"Field","name":{"kind":"Name","value":"current"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Progress"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Progress"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Migration"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"awaiting"}},{"kind":"Field","name":{"kind":"Name","value":"viewerActions"}},{"kind":"Field","name":{"kind":"Name","value":"pollAfterMs"}},{"kind":"Field","name":{"kind":"Name","value":"requirements"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"correlationId"}}]}}]}}]} as unknown as DocumentNode<SubmitEmailMutation, SubmitEmailMutationVariables>;
export const ConfirmCodeDocument = {"__meta__":{"hash":"sha256:fcb253946fb1cf92e55ed9950bbdaff64d1d98eff935ba8f4f9c4b9a06611174"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ConfirmCode"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"migrationId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"code"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"confirmWorkEmail"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"migrationId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"migrationId"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"code"},"value":{"kind":"Variable","name":{"kind":"Name","value":"code"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MigrationSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"migration"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Progress"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ConfirmationCodeRejected"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"attemptsLeft"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TenantMismatch"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"expectedTenant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"safeToRetry"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Progress"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Migration"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"awaiting"}},{"kind":"Field","name":{"kind":"Name","value":"viewerActions"}},{"kind":"Field","name":{"kind":"Name","value":"pollAfterMs"}},{"kind":"Field","name":{"kind":"Name","value":"requirements"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"correlationId"}}]}}]}}]} as unknown as DocumentNode<ConfirmCodeMutation, ConfirmCodeMutationVariables>;