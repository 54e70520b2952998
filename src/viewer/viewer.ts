import type { IdentityKind } from "../../entities/words";

/** The signed-in person, as their token says and nothing else. */
export interface Viewer {
  /** The tenant signed in to. */
  readonly tenantId: string;
  readonly objectId: string;
  /** The address in the token, in lower case; it proves nothing by itself. */
  readonly email: string;
  readonly displayName: string;
  readonly identity: IdentityKind;
  /** Signed in to a tenant that is not their own. */
  readonly guest: boolean;
  /** Holds the app role Support, given by a tenant whose support is ours. */
  readonly support: boolean;
  /** When the token expires, in milliseconds. */
  readonly expiresAt: number;
}

/** Tenant and object ID: the person, whatever their address is today. */
export const viewerKey = (viewer: Viewer): string => `${viewer.tenantId}:${viewer.objectId}`;
