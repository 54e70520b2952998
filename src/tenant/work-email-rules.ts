import type { Refusal } from "../../entities/refusal";
import { IdentityKind, WorkEmailUnusableReason } from "../../entities/words";
import { isConsumerDomain, type Address } from "../address";
import type { Realm, TenantInfo } from "../upstream/upstream";
import type { Viewer } from "../viewer/viewer";

/** What is known about an address given as a work e-mail. */
export interface WorkEmailFacts extends Address {
  realm: Realm;
  /** Null when no tenant has the domain. */
  tenant: TenantInfo | null;
}

/** The tenants whose work e-mails an MPN ID admits. */
export interface AdmittedTenants {
  tenantId: string;
  tenantIds: string[];
}

/** The tenant of the address, and whether the viewer is signed in as the address; or the refusal. */
export type WorkEmailVerdict = { tenantId: string; proven: boolean } | Refusal;

const isOwn = (address: string, viewer: Viewer): boolean => viewer.email === address.toLowerCase();

/** Whether the domain or the viewer's own token already shows a personal account: then no system has to be asked. */
export const isPlainlyPersonal = ({ address, domain }: Address, viewer: Viewer): boolean =>
  isConsumerDomain(domain) || (isOwn(address, viewer) && viewer.identity === IdentityKind.PERSONAL_MICROSOFT_ACCOUNT);

/** Work e-mail rules 2 to 6 in order: the first that applies decides. `admitted` is null without a valid MPN ID. */
export function judgeWorkEmail(
  facts: WorkEmailFacts,
  viewer: Viewer,
  admitted: AdmittedTenants | null,
  path: string[],
): WorkEmailVerdict {
  const { address: answer, realm, tenant } = facts;
  if (isPlainlyPersonal(facts, viewer) || realm.consumer)
    return { __typename: "PersonalAccountNotAllowed", path, answer, tenantId: admitted?.tenantId ?? null };
  if (realm.unmanaged)
    return { __typename: "WorkEmailUnusable", path, answer, emailReason: WorkEmailUnusableReason.UNMANAGED_TENANT };
  if (!tenant)
    return { __typename: "WorkEmailUnusable", path, answer, emailReason: WorkEmailUnusableReason.UNKNOWN_DOMAIN };
  if (admitted && !admitted.tenantIds.includes(tenant.tenantId))
    return { __typename: "TenantMismatch", path, answer, subject: "workEmail", tenantId: admitted.tenantId };
  const home = !viewer.guest && viewer.identity === IdentityKind.WORK && viewer.tenantId === tenant.tenantId;
  return { tenantId: tenant.tenantId, proven: home && isOwn(answer, viewer) };
}

/** Whether a verdict or decision is a refusal. */
export const isRefusal = (value: object): value is Refusal => "__typename" in value;
