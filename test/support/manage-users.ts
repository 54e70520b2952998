import {
  AddAccountUserDocument,
  ChangeAccountUserRoleDocument,
  RemoveAccountUserDocument,
  TimelineDocument,
  UsersOfDocument,
  type PartnerCenterRole,
  type UserFieldsFragment,
} from "../generated/graphql";
import type { MadeAccount } from "./accounts";
import type { Client } from "./client";
import { lookAt } from "./walk";
import type { World } from "./world";

/** The optional input of a user mutation. */
interface Besides {
  displayName?: string;
  idempotencyKey?: string;
}

/** Adds a user to an account that has moved. */
export async function addUser(
  client: Client,
  { publisherId }: MadeAccount,
  email: string,
  role: PartnerCenterRole = "DEVELOPER",
  besides: Besides = {},
  locale?: string,
) {
  const { id: accountId } = await lookAt(client, publisherId);
  const input = { accountId, email, role, ...besides };
  return (await client.run(AddAccountUserDocument, { input }, locale)).addAccountUser;
}

/** Gives a user another role. */
export async function changeRole(
  client: Client,
  { id: userId }: { id: string },
  role: PartnerCenterRole,
  besides: Pick<Besides, "idempotencyKey"> = {},
  locale?: string,
) {
  const input = { userId, role, ...besides };
  return (await client.run(ChangeAccountUserRoleDocument, { input }, locale)).changeAccountUserRole;
}

/** Removes a user. */
export async function removeUser(
  client: Client,
  { id: userId }: { id: string },
  besides: Pick<Besides, "idempotencyKey"> = {},
  locale?: string,
) {
  const input = { userId, ...besides };
  return (await client.run(RemoveAccountUserDocument, { input }, locale)).removeAccountUser;
}

/** Returns the user in a result; throws an error with the refusal if there is one. */
export function changed(result: { __typename: string; message?: string }): UserFieldsFragment {
  if (result.__typename !== "AccountUserSuccess")
    throw new Error(`refused with ${result.__typename}: ${result.message}`);
  return (result as unknown as { user: UserFieldsFragment }).user;
}

/** Returns the present or former user of the account with that address. */
export async function userOf(client: Client, { publisherId }: MadeAccount, email: string) {
  const { account } = await client.run(UsersOfDocument, { publisherId });
  const user = account?.users.nodes.find((one) => one.email?.toLowerCase() === email.toLowerCase());
  if (!user) throw new Error(`${email} is not on ${publisherId}`);
  return user;
}

/** Returns the users in CPP as `Role principal`, sorted. */
export async function cppUsersOf(world: World, { publisherId }: MadeAccount): Promise<string[]> {
  const { cpp } = await world.simulator.state(publisherId);
  return cpp.users.map(({ role, principal }) => `${role} ${principal}`).sort();
}

/** Returns the real changes to the account in that system, from effect number `since` on, as `effect subject`. */
export async function userEffects(world: World, { publisherId }: MadeAccount, system: string, since = 0) {
  const effects = (await world.simulator.effects(publisherId)).filter((one) => one.system === system);
  return effects.slice(since).map(({ effect, subject }) => `${effect} ${subject}`);
}

/** Returns the account's timeline without the migration's own events, newest first, as `KIND message`. */
export async function changesOf(client: Client, { publisherId }: MadeAccount): Promise<string[]> {
  const kinds = ["USER_ADDED", "USER_CHANGED", "USER_REMOVED", "SETTINGS_CHANGED", "CPP_SYNCED", "CPP_SYNC_FAILED"];
  const variables = { publisherId, first: 50, kinds: kinds as never };
  const { account } = await client.run(TimelineDocument, variables);
  return account!.timeline.nodes.map(({ kind, message }) => `${kind} ${message}`);
}
