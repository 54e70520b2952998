import { MigrationOfDocument, RefetchDocument, ViewerAccountsDocument, ViewerDocument } from "../generated/graphql";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test("a viewer with a work account has its tenant", async () => {
  const made = await world.account();
  const { viewer } = await (await world.as(made.owner)).run(ViewerDocument, {});
  const { tenantId, displayName, defaultDomain } = made.tenant;
  expect(viewer).toEqual({
    ...{ email: made.owner, displayName: "Owner", identity: "WORK" },
    tenant: { id: expect.any(String), tenantId, displayName, defaultDomain },
  });
});

test.each(["personal", "personal-on-domain"] as const)(
  "%s sign-in: the viewer has no tenant, but sees the accounts of its address",
  async (signIn) => {
    const made = await world.account({ signIn });
    const client = await world.as(made.owner);
    const { viewer } = await client.run(ViewerDocument, {});
    expect(viewer).toMatchObject({ email: made.owner, identity: "PERSONAL_MICROSOFT_ACCOUNT", tenant: null });
    const { viewer: list } = await client.run(ViewerAccountsDocument, {});
    expect(list.accounts.nodes).toMatchObject([{ publisherId: made.publisherId }]);
  },
);

test("a guest has the host tenant, sees no account of their address and does not bind that address", async () => {
  const made = await world.account();
  const { tenant } = await world.account();
  const guest = await world.as(made.owner, { guestIn: tenant.tenantId });
  const { viewer } = await guest.run(ViewerDocument, {});
  expect(viewer).toMatchObject({
    ...{ email: made.owner, identity: "WORK" },
    tenant: { tenantId: tenant.tenantId, displayName: tenant.displayName, defaultDomain: null },
  });
  const { id } = viewer.tenant!;
  expect(await guest.run(RefetchDocument, { id })).toEqual({ node: { __typename: "Tenant", id } });
  expect(await guest.run(MigrationOfDocument, { publisherId: made.publisherId })).toEqual({ account: null });
  // The guest's sign-in does not bind the address either: its owner can still sign in at home.
  const { account } = await (await world.as(made.owner)).run(MigrationOfDocument, { publisherId: made.publisherId });
  expect(account).not.toBeNull();
});

test("a personal account that is a guest in a tenant is still personal and has no tenant", async () => {
  const made = await world.account({ signIn: "personal" });
  const guest = await world.as(made.owner, { guestIn: made.tenant.tenantId });
  const { viewer } = await guest.run(ViewerDocument, {});
  expect(viewer).toMatchObject({ identity: "PERSONAL_MICROSOFT_ACCOUNT", tenant: null });
});

test("while the directory is down the viewer is returned without a tenant", async () => {
  const made = await world.account();
  const client = await world.as(made.owner);
  await world.simulator.fault({ system: "graph", status: 500 });
  const { viewer } = await client.run(ViewerDocument, {});
  await world.simulator.healAll();
  expect(viewer).toMatchObject({ email: made.owner, identity: "WORK", tenant: null });
});
