import type { MpnMembership } from "../../entities/mpn-membership";
import type { Address } from "../address";
import { orUnavailable, UpstreamUnavailable } from "../faults";
import type { Context } from "../graphql/context";
import { isUsable } from "../mpn/mpn-rules";
import {
  isPlainlyPersonal,
  isRefusal,
  judgeWorkEmail,
  type AdmittedTenants,
  type WorkEmailFacts,
  type WorkEmailVerdict,
} from "./work-email-rules";

/**
 * What the directory says about the address now, for a decision. The tenant is stored, so that a refusal can name it
 * even when the directory is down later.
 */
export async function askWorkEmail(
  { services: { upstream, tenants }, viewer }: Pick<Context, "services" | "viewer">,
  given: Address,
): Promise<WorkEmailFacts> {
  const unasked = { kind: "UNKNOWN", consumer: true, unmanaged: false } as const;
  if (isPlainlyPersonal(given, viewer)) return { ...given, realm: unasked, tenant: null };
  const now = { fresh: true };
  const [realm, tenant] = await Promise.all([
    upstream.entra.realm(given.address, now),
    orUnavailable(upstream.graph.tenantByDomain(given.domain, now)),
  ]);
  if (realm.consumer) return { ...given, realm, tenant: null };
  if (tenant instanceof UpstreamUnavailable) throw tenant;
  if (tenant) await tenants.remember(tenant);
  return { ...given, realm, tenant };
}

const usable = (membership: MpnMembership | null): AdmittedTenants | null => (isUsable(membership) ? membership : null);

/**
 * Judges an address by what the upstream systems say now; `admit` returns the tenants that a membership admits. An
 * unavailable system matters only where the deciding rule needs its answer.
 */
export async function weighWorkEmail(
  context: Context,
  given: Address,
  asking: Promise<MpnMembership | null>,
  path: string[],
  admit = usable,
): Promise<{ verdict: WorkEmailVerdict; membership: MpnMembership | null }> {
  const [facts, answer] = await Promise.all([askWorkEmail(context, given), orUnavailable(asking)]);
  const isMissing = answer instanceof UpstreamUnavailable;
  const verdict = judgeWorkEmail(facts, context.viewer, isMissing ? null : admit(answer), path);
  if (isMissing && !isRefusal(verdict)) throw answer;
  // A mismatch is never reported without the name of the expected tenant.
  if (isRefusal(verdict) && verdict.__typename === "TenantMismatch")
    await context.services.tenants.named(verdict.tenantId);
  return { verdict, membership: isMissing ? null : answer };
}
