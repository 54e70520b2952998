import type { Refusal } from "../../entities/refusal";
import { IdentityKind, WorkEmailUnusableReason } from "../../entities/words";
import type { Realm, TenantInfo } from "../upstream/upstream";
import type { Viewer } from "../viewer/viewer";

/** What is known of an address that somebody gives as a work e-mail. */
export interface WorkEmailFacts {
  address: string;
  consumerDomain: boolean;
  realm: Realm;
  /** Null when no tenant has the domain. */
  tenant: TenantInfo | null;
}

/** The tenants whose work e-mails an MPN ID admits. */
export interface AdmittedTenants {
  tenantId: string;
  tenantIds: string[];
}

/** The tenant behind the address, and whether the viewer is signed in as the address; or why it will not do. */
export type WorkEmailVerdict = { tenantId: string; proven: boolean } | Refusal;

/** Rules 2 to 6 of the work e-mail, in their order: the first that applies decides. `admitted` is null without a valid MPN ID. */
export function judgeWorkEmail(
  facts: WorkEmailFacts,
  viewer: Viewer,
  admitted: AdmittedTenants | null,
  path: string[],
): WorkEmailVerdict {
  const { address: answer, realm, tenant } = facts;
  const own = viewer.email === answer.toLowerCase();
  if (facts.consumerDomain || realm.consumer || (own && viewer.identity === IdentityKind.PERSONAL_MICROSOFT_ACCOUNT))
    return { __typename: "PersonalAccountNotAllowed", path, answer, tenantId: admitted?.tenantId ?? null };
  if (realm.unmanaged)
    return { __typename: "WorkEmailUnusable", path, answer, emailReason: WorkEmailUnusableReason.UNMANAGED_TENANT };
  if (!tenant)
    return { __typename: "WorkEmailUnusable", path, answer, emailReason: WorkEmailUnusableReason.UNKNOWN_DOMAIN };
  if (admitted && !admitted.tenantIds.includes(tenant.tenantId))
    return { __typename: "TenantMismatch", path, answer, subject: "workEmail", tenantId: admitted.tenantId };
  const proven = own && !viewer.guest && viewer.identity === IdentityKind.WORK && viewer.tenantId === tenant.tenantId;
  return { tenantId: tenant.tenantId, proven };
}

/** Whether a verdict or decision is a refusal. */
export const isRefusal = (value: object): value is Refusal => "__typename" in value;
