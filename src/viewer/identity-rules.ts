import type { Person } from "../../entities/person";
import { IdentityKind } from "../../entities/words";
import type { Viewer } from "./viewer";

/** The tenant of all personal Microsoft accounts. */
export const consumerTenantId = "9188040d-6c67-4c5b-b112-36a304b66dad";

/**
 * Returns the kind of account that a bound person signs in with. Guests are never bound, so the tenant is their own.
 */
export const identityOf = ({ tenantId }: Pick<Person, "tenantId">): IdentityKind =>
  tenantId === consumerTenantId ? IdentityKind.PERSONAL_MICROSOFT_ACCOUNT : IdentityKind.WORK;

/** Whether the viewer can be a bound person. A personal account that is a guest in a work tenant cannot. */
export const mayBeBound = (viewer: Viewer): boolean => viewer.identity === identityOf(viewer);
