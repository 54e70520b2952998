import { Refusal } from "../http/refusal";
import type { KeyKind } from "../state/signing-keys";
import type { Simulation } from "../simulation";
import { isGuid } from "../world/words";
import { CONSUMER_TENANT } from "./consumer";

/** The authority that answers below `/{tenant}`: a tenant or an alias. */
export interface Authority {
  /** Its name in URLs. */
  name: string;
  /** The tenant in its issuer: a tenant ID, or the literal placeholder `{tenantid}`. */
  issuerTenant: string;
  /** The keys that sign for it. */
  keyKinds: KeyKind[];
}

const PLACEHOLDER = "{tenantid}";
const CONSUMERS: Authority = { name: "consumers", issuerTenant: CONSUMER_TENANT, keyKinds: ["consumer"] };
const ALIASES: Record<string, Authority> = {
  common: { name: "common", issuerTenant: PLACEHOLDER, keyKinds: ["work", "consumer"] },
  organizations: { name: "organizations", issuerTenant: PLACEHOLDER, keyKinds: ["work"] },
  consumers: CONSUMERS,
  [CONSUMER_TENANT]: CONSUMERS,
};

/** Finds an authority by alias, tenant ID or verified domain. */
export function findAuthority({ state }: Simulation, name: string): Authority {
  const alias = Object.hasOwn(ALIASES, name.toLowerCase()) ? ALIASES[name.toLowerCase()] : undefined;
  if (alias) return alias;
  const tenant = isGuid(name) ? state.tenants.find(name) : state.tenants.findByDomain(name);
  if (!tenant) {
    const cure = "Check to make sure you have the correct tenant ID and are signing into the correct cloud.";
    throw new Refusal(400, "invalid_tenant", `AADSTS90002: Tenant '${name}' not found. ${cure}`);
  }
  return { name: tenant.tenantId, issuerTenant: tenant.tenantId, keyKinds: ["work"] };
}

/** The issuer of a tenant's tokens. */
export function issuerOf({ url }: Simulation, tenant: string): string {
  return `${url}/entra/${tenant}/v2.0`;
}

/** The issuer that keys of a kind sign for. */
export function issuerOfKeys(simulation: Simulation, kind: KeyKind): string {
  return issuerOf(simulation, kind === "work" ? PLACEHOLDER : CONSUMER_TENANT);
}
