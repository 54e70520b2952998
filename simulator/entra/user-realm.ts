import { z } from "zod";
import { readInput } from "../http/read-input";
import type { Simulation } from "../simulation";
import { domainOf } from "../state/keys";
import { isConsumerAddress } from "./consumer";

const query = z.object({ user: z.string().min(1), "api-version": z.enum(["1.0", "2.0", "2.1"]) });

/** Returns the realm of an address's domain (home realm discovery). */
export function userRealm({ state }: Simulation, input: unknown): object {
  const { user } = readInput(query, input);
  const realm = { Login: user, DomainName: domainOf(user), CloudInstanceName: "microsoftonline.com" };
  if (isConsumerAddress(user)) return { ...realm, NameSpaceType: "Unknown", ConsumerDomain: true };
  const tenant = state.tenants.findByDomain(domainOf(user));
  if (!tenant) return { ...realm, NameSpaceType: "Unknown" };
  return {
    ...realm,
    NameSpaceType: tenant.federated ? "Federated" : "Managed",
    FederationBrandName: tenant.displayName,
    ...(tenant.managed ? {} : { IsViral: true }),
  };
}
