import { jobHandlers } from "../../src/outbox/handlers";
import { createWorker } from "../../src/outbox/worker";
import { bringTo } from "../support/bring-to";
import { minutes } from "../support/test-clock";
import { application, cancel, enroll, lookAt, requirementsOf, submit, succeeded } from "../support/walk";
import { gate } from "../support/workplace";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** A worker that has been told how the vetting stands, and waits at the door before it records that. */
async function toldAlready() {
  const { services } = world.app;
  const { partnerCenter } = services.upstream;
  const door = gate();
  const vetting = async (tenant: string) => {
    const told = await partnerCenter.vetting(tenant);
    await door.pass();
    return told;
  };
  const upstream = { ...services.upstream, partnerCenter: { ...partnerCenter, vetting } };
  world.clock.advance(minutes(15));
  const running = createWorker({ ...services, upstream }, jobHandlers).drain();
  await door.arrived;
  return { door, running };
}

test.each(["Pending", "Rejected"])(
  "a run that was told %s of one application records nothing of the next",
  async (status) => {
    const { made, owner, id } = await bringTo(world, "ACTION_REQUIRED", { mpn: "none" });
    const { tenantId } = made.tenant;
    succeeded(await submit(owner, id, made.owner));
    succeeded(await enroll(owner, id, application()));
    await world.settle();
    await world.simulator.vetting({ tenantId, status });

    const { door, running } = await toldAlready();
    await world.simulator.vetting({ tenantId, status: "Rejected" });
    world.clock.advance(minutes(15));
    await createWorker(world.app.services, jobHandlers).drain();
    expect(requirementsOf((await lookAt(owner, made.publisherId)).migration).mpn).toMatchObject({ state: "DUE" });
    succeeded(await enroll(owner, id, application({ legalName: "Contoso Limited" })));

    door.open();
    await running;
    const { mpn, migration } = await lookAt(owner, made.publisherId);
    expect([mpn!.standing, migration.status]).toEqual(["PENDING", "VERIFYING"]);
    await world.settle();
    const effects = await world.simulator.tenantEffects(tenantId);
    expect(effects.filter(({ effect }) => effect === "application-submitted")).toHaveLength(2);
    await world.simulator.vetting({ tenantId, status: "Authorized" });
    world.clock.advance(minutes(15));
    await world.settle();
    expect((await lookAt(owner, made.publisherId)).migration.status).toBe("COMPLETED");
  },
);

test("a run that was told Authorized does not reopen a migration that has been canceled meanwhile", async () => {
  const { made, owner, id } = await bringTo(world, "ACTION_REQUIRED", { mpn: "none" });
  const { tenantId } = made.tenant;
  succeeded(await submit(owner, id, made.owner));
  succeeded(await enroll(owner, id, application()));
  await world.settle();
  await world.simulator.vetting({ tenantId, status: "Authorized" });
  const { door, running } = await toldAlready();
  const { migration } = succeeded(await cancel(owner, id));
  door.open();
  await running;
  expect((await lookAt(owner, made.publisherId)).migration).toEqual(migration);
});
