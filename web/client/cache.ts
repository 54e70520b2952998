import { InMemoryCache, type TypePolicy } from "@apollo/client";
import { relayStylePagination } from "@apollo/client/utilities";
import type { ProblemName } from "./problem";

/** What has no ID of its own is there once for everybody who signs in. */
const single: TypePolicy = { keyFields: [] };
/** What belongs to its parent and comes whole. */
const whole = { merge: false } as const;
/** Every type with an ID is kept under it: the IDs are global. */
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

/** What the page knows of the service. */
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
