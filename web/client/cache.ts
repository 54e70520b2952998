import { InMemoryCache, type TypePolicy } from "@apollo/client";
import { relayStylePagination } from "@apollo/client/utilities";
import type { ProblemName } from "./problem";

/** A type without an ID: a signed-in person has exactly one. */
const single: TypePolicy = { keyFields: [] };
/** A field that belongs to its parent and is always replaced as a whole. */
const whole = { merge: false } as const;
/** A type with an ID, which is the cache key: IDs are global. */
const byId: TypePolicy = { keyFields: ["id"] };

const refusals: Record<ProblemName, true> = {
  ConfirmationCodeRejected: true,
  InvalidInput: true,
  LastOwner: true,
  MpnIdInvalid: true,
  NotAllowedNow: true,
  NotFound: true,
  OwnerRoleRequired: true,
  PersonalAccountNotAllowed: true,
  TemporarilyUnavailable: true,
  TenantAlreadyEnrolled: true,
  TenantMismatch: true,
  TooManyAttempts: true,
  UserAlreadyAdded: true,
  VersionConflict: true,
  WorkEmailUnusable: true,
};

/** Creates the cache of the service's data. */
export const createCache = (): InMemoryCache =>
  new InMemoryCache({
    possibleTypes: {
      Problem: Object.keys(refusals),
      Node: ["Account", "AccountUser", "Migration", "MpnMembership", "Tenant", "TimelineEvent"],
    },
    typePolicies: {
      Viewer: { ...single, fields: { accounts: relayStylePagination(["filter"]) } },
      Program: {
        ...single,
        fields: {
          accounts: relayStylePagination(["filter"]),
          failedSyncs: relayStylePagination(),
          statusCounts: whole,
        },
      },
      Account: {
        ...byId,
        fields: {
          banner: whole,
          settings: whole,
          users: relayStylePagination(["includeRemoved"]),
          timeline: relayStylePagination(["kinds", "severities"]),
        },
      },
      Migration: { ...byId, fields: { requirements: whole, steps: whole, failure: whole } },
      AccountUser: { ...byId, fields: { sync: whole } },
      MpnMembership: { ...byId, fields: { associatedTenants: whole } },
      Tenant: byId,
      TimelineEvent: byId,
    },
  });
