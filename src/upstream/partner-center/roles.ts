import { z } from "zod";
import type { Clock } from "../../clock";
import { Cache } from "../cache";
import type { Request } from "../request/call";
import type { PartnerCenterRoleName } from "../upstream";

/** Partner Center's names of the roles. */
const names: Record<string, PartnerCenterRoleName | undefined> = {
  Owner: "OWNER",
  Manager: "MANAGER",
  Developer: "DEVELOPER",
  BusinessContributor: "BUSINESS_CONTRIBUTOR",
  FinancialContributor: "FINANCIAL_CONTRIBUTOR",
  Marketer: "MARKETER",
};
const count = Object.keys(names).length;

/** Partner Center's IDs of the roles. */
export type RoleIds = ReadonlyMap<PartnerCenterRoleName, string>;

const rolesAnswer = z
  .object({ items: z.array(z.object({ id: z.guid(), name: z.string() })) })
  .transform(
    ({ items }): RoleIds =>
      new Map(
        items.flatMap(({ id, name }) => {
          const known = Object.hasOwn(names, name) && names[name];
          return known ? [[known, id] as const] : [];
        }),
      ),
  )
  .refine((roles) => roles.size === count);

/** The roles, which are the same for everyone. */
export interface Roles {
  ids(): Promise<RoleIds>;
  /** Reads them again, whatever is cached: for IDs that Partner Center may have replaced. */
  fresh(): Promise<RoleIds>;
}

/** Reads the roles and caches them for an hour. */
export function createRoles(request: Request, clock: Clock): Roles {
  const cache = new Cache<RoleIds>(clock, { freshMs: () => 3_600_000, staleMs: () => 24 * 3_600_000 });
  const read = async () =>
    (await request({ name: "roles", method: "GET", path: "/v1/roles", answer: rolesAnswer })).body;
  let reading: Promise<RoleIds> | undefined;
  return {
    ids: () => cache.get("", read),
    fresh: () => (reading ??= cache.get("", read, { fresh: true }).finally(() => (reading = undefined))),
  };
}
