import type { MigrationStatus } from "../generated/graphql";
import { bringTo } from "../support/bring-to";
import { play } from "../support/preflight";
import { lookAt, requirementsOf } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test("a contributor's preflight is blocked as OwnerRoleRequired and reveals no problem or tenant", async () => {
  const made = await world.account({ mpn: "other-tenant" });
  const contributor = await world.as(made.contributor);
  const played = await play(contributor, made.publisherId, { workEmail: made.owner, mpnId: "41" });
  expect(played).toMatchObject({
    ready: false,
    blockers: [{ __typename: "OwnerRoleRequired", owners: [{ displayName: "Owner" }, { displayName: "Second" }] }],
    requirements: [
      { problem: null, tenant: null },
      { problem: null, tenant: null },
    ],
  });
  expect(JSON.stringify(played)).not.toContain(made.mpnTenant.displayName);
});

test.each(["own", "other-tenant", "inactive", "none", "malformed"] as const)(
  "a contributor's preflight shows the state of the account's MPN ID: %s",
  async (mpn) => {
    const made = await world.account({ mpn });
    const contributor = await world.as(made.contributor);
    const played = requirementsOf(await play(contributor, made.publisherId));
    const { state, reason, hint } = requirementsOf((await lookAt(contributor, made.publisherId)).migration).mpn;
    expect(played.mpn).toMatchObject({ state, reason, hint, tenant: null, problem: null });
    expect(played.mpn.hint).not.toMatch(/cannot be checked/);
  },
);

test.each([
  ["MIGRATING", "The account is being moved, and the move can no longer be stopped. Wait until it is done."],
  ["COMPLETED", "The account has already moved: manage it in Partner Center."],
] as const)("%s: preflight is blocked as NotAllowedNow, even with a valid answer", async (status, message) => {
  const { made, owner, id } = await bringTo(world, status);
  expect(await play(owner, made.publisherId, { workEmail: made.owner })).toMatchObject({
    ready: false,
    blockers: [{ __typename: "NotAllowedNow", message, current: { id, status } }],
  });
});

test.each<MigrationStatus>(["NOT_STARTED", "ACTION_REQUIRED", "VERIFYING", "FAILED", "CANCELED"])(
  "%s: preflight has no blockers and is ready with a valid answer",
  async (status) => {
    const { made, owner } = await bringTo(world, status);
    const answers = { workEmail: made.owner };
    expect(await play(owner, made.publisherId, answers)).toMatchObject({ ready: true, blockers: [] });
    expect(await play(owner, made.publisherId)).toMatchObject({ ready: false, blockers: [] });
  },
);

test.each([
  ["the directory", "graph", "workEmail", "mpn"],
  ["Partner Center", "partner-center", "mpn", "workEmail"],
] as const)("while %s is down, preflight is not ready and one requirement says so", async (_, system, one, other) => {
  const { made, owner } = await bringTo(world, "NOT_STARTED");
  // The sign-in has already asked the directory about that address.
  await world.simulator.fault({ system, status: 500 });
  const played = await play(owner, made.publisherId, { workEmail: made.owner });
  await world.simulator.healAll();
  expect(played.ready).toBe(false);
  expect(requirementsOf(played)).toMatchObject({
    [one]: { problem: { __typename: "TemporarilyUnavailable" } },
    [other]: { problem: null },
  });
});
