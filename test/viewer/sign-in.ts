import { randomUUID } from "node:crypto";
import { CountAccountsDocument, MigrationOfDocument, ViewerAccountsDocument } from "../generated/graphql";
import type { MadeAccount } from "../support/accounts";
import type { Client } from "../support/client";
import type { World } from "../support/world";

/** Somebody who can sign in; without a tenant it is a personal account. */
export interface Somebody {
  email: string;
  tenantId: string | null;
  oid?: string;
}

/** Signs in as that person, even if somebody else had the address before. */
export async function signIn(world: World, person: Somebody, token?: Record<string, string>): Promise<Client> {
  await world.simulator.learn({ people: [{ displayName: "Somebody", oid: randomUUID(), ...person }] });
  return world.as(person.email, token);
}

/** The owner as the directory knows them. */
export const ownerOf = (made: MadeAccount): Required<Somebody> =>
  made.world.people.find((person) => (person as Somebody).email === made.owner) as Required<Somebody>;

/** Returns whether the client sees the account, and expects its list, count and lookup to agree without an error. */
export async function sees(client: Client, { publisherId }: MadeAccount): Promise<"the account" | "nothing"> {
  const { viewer } = await client.run(ViewerAccountsDocument, {});
  const count = (await client.run(CountAccountsDocument, {})).viewer.accounts.totalCount;
  const { account } = await client.run(MigrationOfDocument, { publisherId });
  const listed = viewer.accounts.nodes.map((node) => node.publisherId);
  const found = account ? [publisherId] : [];
  expect({ listed, count }).toEqual({ listed: found, count: found.length });
  return account ? "the account" : "nothing";
}
