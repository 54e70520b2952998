import { minutes } from "../support/test-clock";
import { application, enroll, lookAt, start, submit, succeeded } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const asked = async () => (await world.simulator.calls())["partner-center GET /v1/profiles/legalbusiness"] ?? 0;

test("vetting is polled after at most 5 s, then less and less often, up to every 15 min", async () => {
  const made = await world.account({ mpn: "none" });
  const owner = await world.as(made.owner, { expiresIn: 7 * 24 * 3_600 });
  const { id } = await start(owner, made);
  succeeded(await submit(owner, id, made.owner));
  succeeded(await enroll(owner, id, application()));
  await world.settle();

  const pauses: number[] = [];
  for (let asking = 1; asking <= 16; asking++) {
    const before = await asked();
    const { pollAfterMs } = (await lookAt(owner, made.publisherId)).migration;
    // The client is told to come back just after the service has asked.
    const pause = Math.min(pollAfterMs! - 500, minutes(15));
    world.clock.advance(pause - 1);
    await world.settle();
    expect(await asked()).toBe(before);
    world.clock.advance(1 + (pollAfterMs === minutes(15) ? 500 : 0));
    await world.settle();
    expect(await asked()).toBe(before + 1);
    pauses.push(pause);
  }
  expect(pauses[0]).toBeGreaterThan(0);
  expect(pauses[0]).toBeLessThanOrEqual(5_000);
  expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
  expect(pauses.at(-2)).toBeGreaterThanOrEqual(minutes(15) - 500);
  expect(pauses.at(-1)).toBeLessThanOrEqual(minutes(15));
});

test("vetting is polled again after Partner Center was down, and the move completes", async () => {
  const made = await world.account({ mpn: "none" });
  const owner = await world.as(made.owner, { expiresIn: 7 * 24 * 3_600 });
  const { id } = await start(owner, made);
  succeeded(await submit(owner, id, made.owner));
  succeeded(await enroll(owner, id, application()));
  await world.settle();
  await world.simulator.vetting({ tenantId: made.tenant.tenantId, status: "Authorized" });
  const path = "/v1/profiles/legalbusiness";
  await world.simulator.fault({ system: "partner-center", method: "GET", path, status: 500, times: 3 });
  world.clock.advance(minutes(1));
  await world.settle();
  expect((await lookAt(owner, made.publisherId)).migration).toMatchObject({ status: "VERIFYING", awaiting: "SYSTEM" });
  world.clock.advance(minutes(5));
  await world.settle();
  expect((await lookAt(owner, made.publisherId)).migration.status).toBe("COMPLETED");
});
