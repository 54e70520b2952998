import type { IdentityKind } from "../../entities/words";

/** The signed-in person, exactly as their token describes them. */
export interface Viewer {
  /** The tenant signed in to. */
  readonly tenantId: string;
  readonly objectId: string;
  /** The address in the token, in lower case; alone it proves nothing. */
  readonly email: string;
  readonly displayName: string;
  readonly identity: IdentityKind;
  /** Signed in to a tenant that is not their own. */
  readonly guest: boolean;
  /** Has the app role Support, given by a tenant whose Support role is ours. */
  readonly support: boolean;
  /** When the token expires, in milliseconds. */
  readonly expiresAt: number;
}

/** Returns the tenant and object ID: they identify the person, whatever their address is today. */
export const viewerKey = ({ tenantId, objectId }: Pick<Viewer, "tenantId" | "objectId">): string =>
  `${tenantId}:${objectId}`;
