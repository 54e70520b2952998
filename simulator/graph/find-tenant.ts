import { Refusal } from "../http/refusal";
import type { Simulation } from "../simulation";
import { domainKey } from "../state/keys";
import { isGuid } from "../world/words";

const LITERAL = /^(\w+)='((?:[^']|'')*)'\)$/;
const DOMAIN = /^(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/;
const CONTEXT = "https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.tenantInformation";

/** The two parameters that a tenant can be looked up by. */
export type Parameter = "domainName" | "tenantId";

/** Returns basic information about a tenant; `argument` is the path after the function's opening bracket. */
export function findTenant({ state }: Simulation, parameter: Parameter, argument: string): object {
  const value = readLiteral(parameter, argument);
  const tenant = parameter === "domainName" ? state.tenants.findByDomain(value) : state.tenants.find(value);
  if (!tenant) throw new Refusal(404, undefined, `Unable to find the tenant information for ${value}.`);
  return {
    "@odata.context": CONTEXT,
    tenantId: tenant.tenantId,
    displayName: tenant.displayName,
    defaultDomainName: tenant.defaultDomain,
    federationBrandName: tenant.federated ? tenant.displayName : null,
  };
}

function readLiteral(parameter: Parameter, argument: string): string {
  const [, name, quoted] = LITERAL.exec(argument) ?? [];
  const value = quoted?.replaceAll("''", "'");
  const isRight = parameter === "domainName" ? isDomain : isGuid;
  if (name !== parameter || value === undefined || !isRight(value)) {
    throw new Refusal(400, undefined, `Invalid value specified for parameter '${parameter}'.`);
  }
  return value;
}

function isDomain(value: string): boolean {
  return DOMAIN.test(domainKey(value));
}
