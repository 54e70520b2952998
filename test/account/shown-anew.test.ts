import { AccountsPageDocument } from "../generated/graphql";
import type { MadeAccount } from "../support/accounts";
import type { Client } from "../support/client";
import { minutes } from "../support/test-clock";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** What an owner's page shows of the account's MPN ID. */
async function shownTo(owner: Client) {
  const { viewer } = await owner.run(AccountsPageDocument, { first: 1 });
  const { standing, tenant } = viewer.accounts.nodes[0]!.mpn!;
  return [standing, tenant?.displayName];
}

/** Withdraws the account's membership, and renames its tenant. */
async function change({ tenant, world: { mpnAccounts } }: MadeAccount, name: string): Promise<void> {
  await world.simulator.learn({
    tenants: [{ ...tenant, displayName: name }],
    mpnAccounts: mpnAccounts.map((account) => ({ ...account, standing: "INACTIVE" })),
  });
}

test("a membership is shown as it was for up to ten minutes, and a tenant for up to an hour", async () => {
  const made = await world.account();
  const owner = await world.as(made.owner);
  const before = ["ACTIVE", made.tenant.displayName];
  expect(await shownTo(owner)).toEqual(before);
  await change(made, "Renamed");
  world.clock.advance(minutes(10));
  expect(await shownTo(owner)).toEqual(before);
  world.clock.advance(1);
  expect(await shownTo(owner)).toEqual(["INVALID", made.tenant.displayName]);
  world.clock.advance(minutes(50) - 1);
  expect(await shownTo(owner)).toEqual(["INVALID", made.tenant.displayName]);
  world.clock.advance(1);
  expect(await shownTo(owner)).toEqual(["INVALID", "Renamed"]);
});

test("what a clock that was ahead has stored is not shown for as long as the clock was ahead", async () => {
  const made = await world.account();
  const owner = await world.as(made.owner);
  world.clock.advance(minutes(180));
  expect(await shownTo(owner)).toEqual(["ACTIVE", made.tenant.displayName]);
  world.clock.advance(-minutes(180));
  expect(await shownTo(owner)).toEqual(["ACTIVE", made.tenant.displayName]);
  const asked = await world.simulator.calls();
  expect(await shownTo(owner)).toEqual(["ACTIVE", made.tenant.displayName]);
  expect(await world.simulator.calls()).toEqual(asked);
  await change(made, "Renamed");
  world.clock.advance(minutes(11));
  expect(await shownTo(owner)).toEqual(["INVALID", made.tenant.displayName]);
  world.clock.advance(minutes(50));
  expect(await shownTo(owner)).toEqual(["INVALID", "Renamed"]);
});
