import type { Clock } from "../../clock";
import type { Request } from "../request/call";
import type { PartnerCenter } from "../upstream";
import { createMembers } from "./members";
import { createMemberships } from "./memberships";
import { createRoles } from "./roles";
import { createSellerSettings } from "./seller-settings";
import { createVetting } from "./vetting";

/** Partner Center over HTTP. */
export function createPartnerCenter(request: Request, clock: Clock, cacheMs: number): PartnerCenter {
  return {
    ...createMemberships(request, clock, cacheMs),
    ...createVetting(request),
    ...createSellerSettings(request),
    ...createMembers(request, createRoles(request, clock)),
  };
}
