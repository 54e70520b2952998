import { isConsumerDomain, type Address } from "../address";
import type { Services } from "../services";
import type { WorkEmailFacts } from "./work-email-rules";

/** What the directory says of the address now, for a decision; the tenant is kept, so that a refusal can name it even when the directory is down later. */
export async function askWorkEmail({ upstream, tenants }: Services, given: Address): Promise<WorkEmailFacts> {
  const consumerDomain = isConsumerDomain(given.domain);
  const unasked = { kind: "UNKNOWN", consumer: true, unmanaged: false } as const;
  if (consumerDomain) return { address: given.address, consumerDomain, realm: unasked, tenant: null };
  const now = { fresh: true };
  const [realm, tenant] = await Promise.all([
    upstream.entra.realm(given.address, now),
    upstream.graph.tenantByDomain(given.domain, now),
  ]);
  if (tenant) await tenants.remember(tenant);
  return { address: given.address, consumerDomain, realm, tenant };
}
