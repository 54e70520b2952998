import { lookAt, start, submit, succeeded } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test("an owner whose own address matches the MPN ID's tenant moves the account without a code", async () => {
  const made = await world.account();
  const owner = await world.as(made.owner);

  const before = await lookAt(owner, made.publisherId);
  expect(before.banner).toMatchObject({ kind: "ACTION_REQUIRED", owners: [] });
  expect(before.managedIn).toBe("CLOUD_PARTNER_PORTAL");

  const started = await start(owner, made);
  expect(started).toMatchObject({ status: "ACTION_REQUIRED", attempt: 1, awaiting: "OWNER" });
  expect(started.requirements).toMatchObject([
    {
      kind: "WORK_EMAIL",
      state: "DUE",
      reason: "CONFIRM_WORK_EMAIL",
      suggestion: made.owner,
      action: "SUBMIT_WORK_EMAIL",
    },
    { kind: "MPN_MEMBERSHIP", state: "SATISFIED", reason: null, action: null },
  ]);

  const { migration } = succeeded(await submit(owner, started.id, made.owner));
  expect(migration).toMatchObject({ status: "VERIFYING", awaiting: "SYSTEM" });
  expect(migration.pollAfterMs).toBeGreaterThan(0);

  await world.settle();
  const after = await lookAt(owner, made.publisherId);
  expect(after).toMatchObject({ managedIn: "PARTNER_CENTER", banner: { kind: "MANAGE_IN_PARTNER_CENTER" } });
  expect(after.migration).toMatchObject({ status: "COMPLETED", awaiting: null, viewerActions: [], failure: null });
  expect(after.migration.steps.map((step) => step.state)).toEqual(["DONE", "DONE", "DONE", "DONE"]);

  const effects = await world.simulator.effects(made.publisherId);
  expect(effects.map((one) => one.effect)).toEqual([
    "settings-saved",
    "user-added",
    "user-added",
    "user-added",
    "locked",
  ]);
  const { cpp, partnerCenter } = await world.simulator.state(made.publisherId);
  expect(cpp.locked).toBe(true);
  expect(partnerCenter!.users.map((user) => [user.userPrincipalName, user.role])).toEqual(
    expect.arrayContaining([
      [made.owner, "Owner"],
      [made.secondOwner, "Manager"],
      [made.contributor, "Developer"],
    ]),
  );
});
