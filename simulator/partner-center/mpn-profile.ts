import { z } from "zod";
import { readInput } from "../http/read-input";
import { Refusal } from "../http/refusal";
import type { Simulation } from "../simulation";
import type { MpnAccount } from "../world/world";

const STATUSES = { ACTIVE: "Active", INACTIVE: "Inactive", PENDING: "Pending" } as const;
const profileQuery = z.object({ mpnId: z.string() });
const mappingQuery = z
  .object({ mpnId: z.string().optional(), tenantId: z.string().optional() })
  .refine(({ mpnId, tenantId }) => mpnId !== undefined || tenantId !== undefined, "mpnId or tenantId is needed");

/** Returns the profile of an MPN ID, global or location. */
export function mpnProfile({ state }: Simulation, query: unknown): object {
  const { mpnId } = readInput(profileQuery, query, 2000);
  const account = state.mpnAccounts.findByNumber(mpnId) ?? notFound();
  return {
    mpnId,
    partnerName: account.partnerName,
    profileType: "mpnProfile",
    links: { self: { uri: `/v1/profiles/mpn?mpnId=${mpnId}`, method: "GET", headers: [] } },
    attributes: { objectType: "MpnProfile" },
  };
}

/** Returns the global account behind an MPN ID or a tenant, with its locations and tenants. */
export function globalAccount({ state }: Simulation, query: unknown): object {
  const { mpnId, tenantId } = readInput(mappingQuery, query, 2000);
  const byNumber = mpnId === undefined ? undefined : (state.mpnAccounts.findByNumber(mpnId) ?? notFound());
  const byTenant =
    tenantId === undefined ? undefined : (state.mpnAccounts.findByTenant(tenantId.toLowerCase()) ?? notFound());
  if (byNumber && byTenant && byNumber.mpnId !== byTenant.mpnId) return notFound();
  return describe(byNumber ?? byTenant ?? notFound());
}

function describe({ mpnId, partnerName, standing, locations, tenantId, associatedTenants }: MpnAccount): object {
  return {
    partnerGlobalAccount: { mpnId, partnerName, status: STATUSES[standing] },
    locations: locations.map((location) => ({ mpnId: location })),
    tenants: [
      { tenantId, isRegistered: true },
      ...associatedTenants.map((associated) => ({ tenantId: associated, isRegistered: false })),
    ],
  };
}

function notFound(): never {
  throw new Refusal(404, 3000, "The MPN ID or tenant was not found.");
}
