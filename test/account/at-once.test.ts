import { AccountsPageDocument, AccountUsersDocument, NamesDocument } from "../generated/graphql";
import type { Client } from "../support/client";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** People of several tenants with roles on one shared account, and some on accounts of their own; the last has none. */
async function people(): Promise<{ clients: Client[]; shared: string; own: string[][] }> {
  const homes = [await world.account(), await world.account()];
  const emails = homes.flatMap(({ employee, secondOwner, contributor, owner }) => [
    employee,
    secondOwner,
    contributor,
    owner,
  ]);
  const entries = emails.map((email, i) => ({
    ...{ kind: "person", email, displayName: `Person ${i}`, identity: "work" },
    role: i % 2 ? "Contributor" : "Owner",
  }));
  const shared = (await world.account({ users: entries })).publisherId;
  const own: string[][] = [];
  for (const [i, entry] of entries.entries()) {
    own[i] = [];
    for (let n = 0; n < i % 3; n++) own[i].push((await world.account({ users: [entry] })).publisherId);
  }
  const nobody = (await world.account()).employee;
  return { clients: await Promise.all([...emails, nobody].map((email) => world.as(email))), shared, own };
}

test("concurrent requests of many viewers get the answers that each viewer gets alone", async () => {
  const { clients, shared, own } = await people();
  const questions: ((client: Client) => Promise<unknown>)[] = [
    (client) => client.run(AccountsPageDocument, { first: 20 }),
    (client) => client.run(AccountUsersDocument, { publisherId: shared }),
    (client) => client.run(NamesDocument, { publisherId: shared }),
  ];
  for (const ask of questions) {
    const alone: unknown[] = [];
    for (const client of clients) alone.push(await ask(client));
    expect(new Set(alone.map((answer) => JSON.stringify(answer))).size).toBeGreaterThan(1);
    for (let round = 0; round < 10; round++)
      expect(await Promise.all([...clients, ...clients].map(ask))).toEqual([...alone, ...alone]);
  }
  for (const [i, publisherIds] of own.entries())
    for (const publisherId of publisherIds)
      for (const [j, client] of clients.entries()) {
        const { account } = await client.run(AccountUsersDocument, { publisherId });
        expect(account !== null).toBe(i === j);
      }
});
