import { z } from "zod";
import type { Clock } from "../../clock";
import { answerCache } from "../answer-cache";
import { asGuid, guid } from "../guid";
import type { Request } from "../request/call";
import { type Errand, newErrand } from "../request/errand";
import { unavailable } from "../request/unavailable";
import type { MembershipInfo, PartnerCenter } from "../upstream";
import { mpnId, unknown } from "./wire";

const statuses = { Active: "ACTIVE", Inactive: "INACTIVE", Pending: "PENDING" } as const;

const mapping = z
  .object({
    partnerGlobalAccount: z.object({
      mpnId,
      partnerName: z.string(),
      status: z.enum(["Active", "Inactive", "Pending"]),
    }),
    locations: z.array(z.object({ mpnId })),
    tenants: z
      .array(z.object({ tenantId: guid, isRegistered: z.boolean() }))
      .refine((tenants) => tenants.filter(({ isRegistered }) => isRegistered).length === 1),
  })
  .transform(({ partnerGlobalAccount, locations, tenants }): MembershipInfo => ({
    mpnId: partnerGlobalAccount.mpnId,
    partnerName: partnerGlobalAccount.partnerName.slice(0, 256),
    status: statuses[partnerGlobalAccount.status],
    locations: locations.map((location) => location.mpnId),
    registeredTenantId: tenants.find(({ isRegistered }) => isRegistered)!.tenantId,
    tenantIds: tenants.map(({ tenantId }) => tenantId),
  }));

const profile = z.object({ mpnId });

/** Looks memberships up. An answer about another ID or tenant is rejected. */
export function createMemberships(
  request: Request,
  clock: Clock,
  cacheMs: number,
): Pick<PartnerCenter, "membershipByMpnId" | "membershipByTenant"> {
  const byMpnId = answerCache<MembershipInfo>(clock, cacheMs);
  const byTenant = answerCache<MembershipInfo>(clock, cacheMs, 0);

  async function exists(id: string, errand: Errand): Promise<boolean> {
    const path = `/v1/profiles/mpn?mpnId=${id}`;
    const answer = await request({
      name: "profiles/mpn",
      method: "GET",
      path,
      answer: profile,
      isMeant: (found) => found.mpnId === id,
      expected: [unknown],
      errand,
    });
    return answer.kind === "answer";
  }

  async function map(
    query: string,
    isMeant: (found: MembershipInfo) => boolean,
    errand: Errand,
  ): Promise<MembershipInfo | null> {
    const path = `/accountenrollments/v1/pgatocspmapping?${query}`;
    const answer = await request({
      name: "pgatocspmapping",
      method: "GET",
      path,
      answer: mapping,
      isMeant,
      expected: [unknown],
      errand,
    });
    return answer.kind === "answer" ? answer.body : null;
  }

  async function findByMpnId(id: string): Promise<MembershipInfo | null> {
    const errand = newErrand();
    if (!(await exists(id, errand))) return null;
    const found = await map(`mpnId=${id}`, (it) => it.mpnId === id || it.locations.includes(id), errand);
    if (!found) throw unavailable("partner-center", errand, "an MPN ID with a profile and no mapping");
    return found;
  }

  return {
    async membershipByMpnId(id, options) {
      return mpnId.safeParse(id).success ? byMpnId.get(id, () => findByMpnId(id), options) : null;
    },
    async membershipByTenant(given, options) {
      const id = asGuid(given);
      if (id === null) return null;
      return byTenant.get(id, () => map(`tenantId=${id}`, (it) => it.tenantIds.includes(id), newErrand()), options);
    },
  };
}
