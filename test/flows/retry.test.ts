import { minutes } from "../support/test-clock";
import { bringTo, notTaken } from "../support/bring-to";
import { lookAt, membersOf, retry, succeeded } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
afterEach(() => world.simulator.healAll());

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

test("a refusal by Partner Center fails the move with its reason and a correlation ID", async () => {
  const { made, owner } = await bringTo(world, "FAILED");
  const { migration } = await lookAt(owner, made.publisherId);
  expect(migration).toMatchObject({
    ...{ status: "FAILED", awaiting: "OWNER", viewerActions: ["RETRY", "CANCEL"], pollAfterMs: null },
    failure: { code: "PARTNER_CENTER_REJECTED", retryable: false, correlationId: expect.stringMatching(uuid) },
  });
  expect(migration.failure!.message).toBe(
    `Partner Center refused the account: ${notTaken.description}. Put that right and try again, or quote the correlation ID to support.`,
  );
  expect(migration.steps.map((step) => step.state)).toEqual(["DONE", "FAILED", "PENDING", "PENDING"]);
});

test("a retry is a new attempt that does not repeat finished steps", async () => {
  const { made, owner, id } = await bringTo(world, "FAILED");
  const before = (await lookAt(owner, made.publisherId)).migration;
  const { migration } = succeeded(await retry(owner, id));
  expect(migration).toMatchObject({ status: "VERIFYING", attempt: 2, failure: null, awaiting: "SYSTEM" });
  expect(migration.steps.map((step) => step.state)).toEqual(["DONE", "PENDING", "PENDING", "PENDING"]);
  await world.settle();
  const after = (await lookAt(owner, made.publisherId)).migration;
  expect(after).toMatchObject({ status: "COMPLETED", attempt: 2, failure: null });
  expect(after.steps[0]).toEqual(before.steps[0]);
  expect(after.completedAt).not.toBeNull();
});

test("an unreachable CPP is retried until the move fails, and an owner's retry then completes it", async () => {
  const { made, owner, id } = await bringTo(world, "VERIFYING");
  await world.simulator.fault({ system: "cpp", method: "PUT", status: 400, body: "not CPP's own words" });
  let rounds = 0;
  for (; (await lookAt(owner, made.publisherId)).migration.status !== "FAILED"; rounds++) {
    expect(rounds).toBeLessThan(20);
    world.clock.advance(minutes(1));
    await world.settle();
  }
  expect(rounds).toBeGreaterThan(3);
  const { migration } = await lookAt(owner, made.publisherId);
  expect(migration).toMatchObject({ failure: { code: "CPP_UNREACHABLE", retryable: true } });
  expect(migration.steps.map((step) => step.state)).toEqual(["DONE", "DONE", "DONE", "FAILED"]);
  expect((await world.simulator.state(made.publisherId)).cpp.locked).toBe(false);

  await world.simulator.healAll();
  succeeded(await retry(owner, id));
  await world.settle();
  expect((await lookAt(owner, made.publisherId)).migration.status).toBe("COMPLETED");
  const effects = (await world.simulator.effects(made.publisherId)).map(({ effect }) => effect);
  expect(effects).toEqual(["settings-saved", "user-added", "user-added", "user-added", "locked"]);
});

test("a member whose creation got no answer exists once", async () => {
  const { made, owner } = await bringTo(world, "VERIFYING");
  const members = "/v1/roles";
  await world.simulator.fault({
    system: "partner-center",
    method: "POST",
    path: members,
    after: true,
    drop: true,
    times: 1,
  });
  await world.settle();
  expect((await lookAt(owner, made.publisherId)).migration.status).toBe("COMPLETED");
  expect(await membersOf(world, made)).toEqual([
    `Developer ${made.contributor}`,
    `Manager ${made.secondOwner}`,
    `Owner ${made.owner}`,
  ]);
});

test("a lock whose answer was lost is not repeated, and the move completes", async () => {
  const { made, owner } = await bringTo(world, "VERIFYING");
  await world.simulator.fault({ system: "cpp", method: "PUT", after: true, drop: true });
  await world.settle();
  await world.simulator.healAll();
  world.clock.advance(minutes(1));
  await world.settle();
  expect((await lookAt(owner, made.publisherId)).migration.status).toBe("COMPLETED");
  const effects = await world.simulator.effects(made.publisherId);
  expect(effects.filter(({ effect }) => effect === "locked")).toHaveLength(1);
});
