import { isDeepStrictEqual } from "node:util";
import { readInput } from "../http/read-input";
import { Refusal } from "../http/refusal";
import type { Simulation } from "../simulation";
import type { Answer } from "../state/answers";
import type { Application } from "../state/applications";
import type { Caller } from "./caller";
import { applicationBody } from "./profile-bodies";

/** Returns the calling partner's application for MPN membership. */
export function readApplication({ state }: Simulation, { tenantId }: Caller): object {
  const application = state.applications.find(tenantId);
  if (!application) throw new Refusal(404, 3000, "There is no legal business profile yet.");
  return describe(application);
}

/** Applies for MPN membership, or applies again. */
export function saveApplication({ state }: Simulation, { tenantId, requestId }: Caller, body: unknown): Answer {
  const { profileType: _always, ...profile } = readInput(applicationBody, body, 2000);
  const earlier = state.applications.find(tenantId);
  const isWaiting = earlier?.vettingStatus === "Pending";
  const member = state.mpnAccounts.findByTenant(tenantId);
  const isMember = member !== undefined && member.standing !== "INACTIVE" && !isWaiting;
  if (isMember) throw new Refusal(409, 4090, "The partner is a member already.");
  if (isWaiting && isDeepStrictEqual(earlier.profile, profile)) return { status: 200, body: describe(earlier) };

  const vettingSubStatus = isWaiting ? earlier.vettingSubStatus : "EmailOwnership";
  const application: Application = { profile, vettingStatus: "Pending", vettingSubStatus };
  state.applications.save(tenantId, application);
  const effect = "application-submitted";
  state.effects.record({ system: "partner-center", effect, publisherId: null, tenantId, subject: tenantId, requestId });
  return { status: 200, body: describe(application) };
}

function describe({ profile, vettingStatus, vettingSubStatus }: Application): object {
  return { ...profile, profileType: "legalBusinessProfile", vettingStatus, vettingSubStatus };
}
