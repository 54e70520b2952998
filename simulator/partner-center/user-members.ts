import { randomUUID } from "node:crypto";
import { z } from "zod";
import { isConsumerAddress } from "../entra/consumer";
import { readInput } from "../http/read-input";
import { Refusal } from "../http/refusal";
import type { Simulation } from "../simulation";
import type { Answer } from "../state/answers";
import { domainOf } from "../state/keys";
import { principalOfMember, type RoleMember } from "../state/role-members";
import { email, label } from "../world/words";
import type { Caller } from "./caller";
import { collection, findRole } from "./roles";
import { findSellerAccount } from "./seller-account";

const memberBody = z.discriminatedUnion("principalType", [
  z.strictObject({ principalType: z.enum(["Person", "Group"]), displayName: label, userPrincipalName: z.string() }),
  z.strictObject({ principalType: z.literal("Application"), displayName: label, applicationId: label }),
]);

/** Lists the members with a role on a seller account. */
export function listMembers(simulation: Simulation, caller: Caller, roleId: string): object {
  const { publisherId } = findSellerAccount(simulation, caller);
  const role = findRole(roleId);
  return collection(simulation.state.roleMembers.list(publisherId).filter((member) => member.roleId === role.id));
}

/** Gives someone a role on a seller account. */
export function addMember(simulation: Simulation, caller: Caller, roleId: string, body: unknown): Answer {
  const { publisherId, tenantId } = findSellerAccount(simulation, caller);
  const input = readInput(memberBody, body, 2000);
  if ("userPrincipalName" in input) checkWorkAddress(simulation, input.userPrincipalName);
  const blank = { id: randomUUID(), userPrincipalName: null, applicationId: null };
  const member: RoleMember = { ...blank, ...input, roleId: findRole(roleId).id };
  if (simulation.state.roleMembers.holds(publisherId, member)) throw new Refusal(409, 3409, "Holds the role already.");
  simulation.state.roleMembers.add(publisherId, member);
  record(simulation, "user-added", { ...caller, publisherId, tenantId }, member);
  return { status: 201, body: member };
}

/** Removes someone's role on a seller account. */
export function removeMember(simulation: Simulation, caller: Caller, roleId: string, id: string): Answer {
  const { publisherId, tenantId } = findSellerAccount(simulation, caller);
  const members = simulation.state.roleMembers.list(publisherId);
  const member = members.find((candidate) => candidate.id === id && candidate.roleId === findRole(roleId).id);
  if (!member) throw new Refusal(404, 3404, `Nobody holds the role as ${id}.`);
  simulation.state.roleMembers.remove(id);
  record(simulation, "user-removed", { ...caller, publisherId, tenantId }, member);
  return { status: 204 };
}

function checkWorkAddress({ state }: Simulation, address: string): void {
  const isKnown = email.safeParse(address).success && state.tenants.findByDomain(domainOf(address)) !== undefined;
  if (!isKnown || isConsumerAddress(address)) throw new Refusal(400, 3400, `${address} is not a work address.`);
}

function record({ state }: Simulation, effect: string, caller: Caller, member: RoleMember): void {
  const { publisherId = null, tenantId, requestId = null } = caller;
  const subject = principalOfMember(member);
  state.effects.record({ system: "partner-center", effect, publisherId, tenantId, subject, requestId });
}
