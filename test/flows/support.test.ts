import { randomUUID } from "node:crypto";
import { NamesDocument, PreflightDocument, RefetchAllDocument, ViewerAccountsDocument } from "../generated/graphql";
import type { Client } from "../support/client";
import { follow } from "../support/follow";
import { idsOf, ownerMutations } from "../support/owner-mutations";
import { lookAt, requirementsOf, start, submit, succeeded } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
let support: Client;
let supporter: string;
beforeAll(async () => {
  world = await openWorld();
  const { tenant } = await world.account();
  supporter = `support@${tenant.domains[0]}`;
  const person = {
    email: supporter,
    displayName: "Sam Support",
    tenantId: tenant.tenantId,
    oid: randomUUID(),
    roles: ["Support"],
  };
  await world.simulator.learn({ people: [person] });
  support = await world.as(supporter);
});
afterAll(() => world.close());

test("support sees an account as its owners do, without banner, actions and suggestions", async () => {
  const made = await world.account({ mpn: "other-tenant" });
  const owner = await world.as(made.owner);
  const { id } = await start(owner, made);
  await submit(owner, id, made.owner);

  const { account: theirs } = await owner.run(NamesDocument, { publisherId: made.publisherId });
  const { account } = await support.run(NamesDocument, { publisherId: made.publisherId });
  expect(account!.timeline).toEqual(theirs!.timeline);
  expect(requirementsOf(account!.migration).workEmail).toMatchObject({
    ...{ answer: made.owner, problem: { __typename: "TenantMismatch" }, action: null, suggestion: null },
    tenant: { displayName: made.mpnTenant.displayName, defaultDomain: null },
  });
  expect(account).toMatchObject({ mpn: { tenant: { displayName: made.mpnTenant.displayName } } });
  expect(await lookAt(support, made.publisherId)).toMatchObject({ banner: null, migration: { viewerActions: [] } });
  const ids = [account!.id, account!.migration.id, account!.mpn!.id, account!.timeline.nodes[0]!.id];
  const { nodes } = await support.run(RefetchAllDocument, { ids });
  expect(nodes.map((node) => node?.id)).toEqual(ids);
});

test("support gets NotFound or FORBIDDEN for IDs that do not exist", async () => {
  const absent = "A".repeat(22);
  const idOf = (...parts: string[]) => Buffer.from(parts.join(":")).toString("base64url");
  const migrationId = idOf("Migration", absent);
  const ids = { accountId: idOf("Account", absent), migrationId, userId: idOf("AccountUser", absent, absent) };
  for (const [name, mutate] of Object.entries(ownerMutations))
    expect([name, await mutate(support, ids)]).toMatchObject([name, { __typename: "NotFound", current: null }]);
  const token = await world.simulator.token(supporter);
  for (const accountId of [ids.accountId, migrationId, "x"])
    expect(await follow(world.url, { token, accountId }).end()).toMatchObject({
      errors: [{ extensions: { code: "FORBIDDEN" } }],
    });
});

test("support is refused every owner mutation and is blocked in preflight", async () => {
  const made = await world.account();
  const owner = await world.as(made.owner);
  const ids = await idsOf(owner, made.publisherId);
  const before = await lookAt(owner, made.publisherId);
  for (const [name, mutate] of Object.entries(ownerMutations))
    expect([name, await mutate(support, ids)]).toMatchObject([
      name,
      { __typename: "OwnerRoleRequired", owners: [{ displayName: "Owner" }, { displayName: "Second" }] },
    ]);
  expect(await lookAt(owner, made.publisherId)).toEqual(before);
  const { account } = await support.run(PreflightDocument, { publisherId: made.publisherId, workEmail: made.owner });
  expect(account!.preflight).toMatchObject({ ready: false, blockers: [{ __typename: "OwnerRoleRequired" }] });
});

test("viewer.accounts is empty for support without a role on an account", async () => {
  const { viewer } = await support.run(ViewerAccountsDocument, {});
  expect(viewer.accounts.nodes).toEqual([]);
});

test("an owner with the Support role can act on their own account and on no other", async () => {
  const made = await world.account();
  const other = await world.account();
  const [owner] = (made.world.people as { email: string }[]).filter(({ email }) => email === made.owner);
  await world.simulator.learn({ people: [{ ...owner, roles: ["Support"] }] });
  const both = await world.as(made.owner);
  const { id } = await start(both, made);
  expect(succeeded(await submit(both, id, made.owner)).migration.status).toBe("VERIFYING");
  const otherIds = await idsOf(await world.as(other.owner), other.publisherId);
  expect(await ownerMutations.startMigration!(both, otherIds)).toMatchObject({ __typename: "OwnerRoleRequired" });
});
