import type { Database } from "../../src/database/database";
import { jobHandlers } from "../../src/outbox/handlers";
import { createWorker } from "../../src/outbox/worker";
import type { Cpp } from "../../src/upstream/upstream";
import { addUser, changed, changesOf, cppUsersOf, removeUser, userEffects, userOf } from "../support/manage-users";
import { migrate } from "../support/migrate";
import { gate, type Gate } from "../support/workplace";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const leaseMs = 20_000;

/** A worker with parts of its CPP client replaced, which calls `afterWrite` after each of its write units. */
function worker(cpp: Partial<Cpp>, afterWrite = async (): Promise<void> => {}) {
  const { services } = world.app;
  const { upstream, database } = services;
  const write: Database["write"] = async (unit) => {
    const written = await database.write(unit);
    await afterWrite();
    return written;
  };
  const ours = { database: { ...database, write }, upstream: { ...upstream, cpp: { ...upstream.cpp, ...cpp } } };
  return createWorker({ ...services, ...ours }, jobHandlers);
}

/** An account with one more owner, whose sync to CPP is stuck in a worker until after its claim has lapsed. */
async function withSlowSync(slow: (cpp: Cpp, door: Gate) => Partial<Cpp>, afterWrite?: () => Promise<void>) {
  const { made, owner } = await migrate(world);
  const user = changed(await addUser(owner, made, made.employee, "OWNER"));
  const since = (await userEffects(world, made, "cpp")).length;
  const door = gate();
  const ended = worker(slow(world.app.services.upstream.cpp, door), afterWrite).drain();
  await door.arrived;
  world.clock.advance(leaseMs);
  const goOn = async () => {
    door.open();
    await ended;
    await world.settle();
  };
  return { made, owner, user, since, goOn };
}

const slowToWrite = (cpp: Cpp, door: Gate): Partial<Cpp> => ({
  saveUser: async (...write) => {
    await door.pass();
    return cpp.saveUser(...write);
  },
});

const synced = { cppRole: null, sync: { state: "SYNCED", lastError: null, nextAttemptAt: null } };

test("a late write to CPP is overwritten when a newer change was already synced", async () => {
  const { made, owner, user, since, goOn } = await withSlowSync(slowToWrite);
  changed(await removeUser(owner, user));
  await world.settle();
  expect(await userOf(owner, made, made.employee)).toMatchObject(synced);
  await goOn();
  expect(await userEffects(world, made, "cpp", since)).toEqual([
    `user-saved ${made.employee}`,
    `user-removed ${made.employee}`,
  ]);
  expect(await cppUsersOf(world, made)).not.toContain(`Owner ${made.employee}`);
  expect(await userOf(owner, made, made.employee)).toMatchObject(synced);
});

test("a late write that CPP makes but answers with 409 is overwritten too", async () => {
  const { made, owner, user, goOn } = await withSlowSync(slowToWrite);
  changed(await removeUser(owner, user));
  await world.settle();
  await world.simulator.fault({ system: "cpp", method: "PUT", after: true, status: 409, times: 1 });
  await goOn();
  expect(await cppUsersOf(world, made)).not.toContain(`Owner ${made.employee}`);
  expect(await userOf(owner, made, made.employee)).toMatchObject(synced);
});

test("a late write that CPP refuses as stale is not repeated when there is a newer change", async () => {
  const { made, owner, user, since, goOn } = await withSlowSync(slowToWrite);
  changed(await removeUser(owner, user));
  await world.simulator.changeInCpp(made.publisherId, { displayName: "Changed meanwhile" });
  await world.settle();
  await goOn();
  expect(await userEffects(world, made, "cpp", since)).toEqual([]);
  expect(await userOf(owner, made, made.employee)).toMatchObject(synced);
});

test("a worker that read CPP before a late write does not leave CPP recorded as in sync after it", async () => {
  const [late, looked] = [gate(), gate()];
  const { made, owner, user, goOn } = await withSlowSync(slowToWrite, async () => {
    looked.open();
    await late.pass();
  });
  changed(await removeUser(owner, user));
  const { cpp } = world.app.services.upstream;
  const publisher: Cpp["publisher"] = async (id) => {
    const seen = await cpp.publisher(id);
    await looked.pass();
    return seen;
  };
  const other = worker({ publisher }).drain();
  await looked.arrived;
  const ended = goOn();
  await other;
  late.open();
  await ended;
  expect(await cppUsersOf(world, made)).not.toContain(`Owner ${made.employee}`);
  expect(await userOf(owner, made, made.employee)).toMatchObject(synced);
});

test("a late failure does not overwrite another worker's recorded success of the same change", async () => {
  const { made, owner, goOn } = await withSlowSync((_, door) => ({ publisher: () => door.pass().then(() => null) }));
  await world.settle();
  await goOn();
  expect(await cppUsersOf(world, made)).toContain(`Owner ${made.employee}`);
  expect(await userOf(owner, made, made.employee)).toMatchObject({
    cppRole: "OWNER",
    sync: { state: "SYNCED", attempts: 1 },
  });
  expect((await changesOf(owner, made)).filter((one) => one.startsWith("CPP_SYNC_FAILED"))).toEqual([]);
});
