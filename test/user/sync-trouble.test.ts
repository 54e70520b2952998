import {
  addUser,
  changed,
  changeRole,
  changesOf,
  cppUsersOf,
  removeUser,
  userEffects,
  userOf,
} from "../support/manage-users";
import { migrate } from "../support/migrate";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
afterEach(() => world.simulator.healAll());

const cpp = "cpp";
const writesOf = ({ publisherId }: { publisherId: string }) => ({
  system: cpp,
  path: `/api/publishers/${publisherId}/users/`,
});
const failed = (name: string) =>
  `CPP_SYNC_FAILED The change to ${name} could not be made in Cloud Partner Portal. Support has been told.`;

test("a sync that gets 429 is retried only after its Retry-After, and then reaches CPP", async () => {
  const { made, owner } = await migrate(world);
  changed(await addUser(owner, made, made.employee));
  await world.simulator.fault({ ...writesOf(made), status: 429, headers: { "retry-after": "120" }, times: 1 });
  const now = world.clock.now();
  await world.settle();
  const { sync } = await userOf(owner, made, made.employee);
  expect(sync).toMatchObject({ state: "PENDING", attempts: 1, syncedAt: null, lastError: "status 429" });
  expect(Date.parse(sync!.nextAttemptAt!)).toBe(now + 120_000);
  world.clock.advance(119_000);
  await world.settle();
  expect(await userOf(owner, made, made.employee)).toMatchObject({ sync: { state: "PENDING", attempts: 1 } });
  world.clock.advance(1_000);
  await world.settle();
  expect(await userOf(owner, made, made.employee)).toMatchObject({
    cppRole: "CONTRIBUTOR",
    sync: { state: "SYNCED", attempts: 2, nextAttemptAt: null, lastError: null },
  });
});

test("a sync that waits by a clock that has been set back since is retried at once", async () => {
  const { made, owner } = await migrate(world);
  changed(await addUser(owner, made, made.employee));
  await world.simulator.fault({ ...writesOf(made), status: 429, headers: { "retry-after": "120" }, times: 1 });
  world.clock.advance(60 * 60_000);
  await world.settle();
  world.clock.advance(-60 * 60_000);
  await world.settle();
  expect(await userOf(owner, made, made.employee)).toMatchObject({ sync: { state: "SYNCED", attempts: 2 } });
});

test("after ten failures in CPP each change is still made once and in order", async () => {
  const { made, owner } = await migrate(world);
  const since = (await userEffects(world, made, cpp)).length;
  const second = await userOf(owner, made, made.secondOwner);
  changed(await addUser(owner, made, made.employee, "MANAGER"));
  changed(await changeRole(owner, second, "DEVELOPER"));
  for (let failure = 1; failure <= 10; failure++) {
    const how = [{ status: 500 }, { status: 503 }, { drop: true }, { body: "garbage" }][failure % 4]!;
    await world.simulator.fault({ ...writesOf(made), ...how, headers: { "retry-after": "60" } });
    await world.settle();
    expect(await userOf(owner, made, made.employee)).toMatchObject({ sync: { state: "PENDING", attempts: failure } });
    expect(await userOf(owner, made, made.secondOwner)).toMatchObject({ sync: { state: "PENDING", attempts: 0 } });
    world.clock.advance(5 * 60_000);
    await world.simulator.healAll();
  }
  await world.settle();
  expect(await userEffects(world, made, cpp, since)).toEqual([
    `user-saved ${made.employee}`,
    `user-saved ${made.secondOwner}`,
  ]);
  expect(await userOf(owner, made, made.employee)).toMatchObject({
    cppRole: "OWNER",
    sync: { state: "SYNCED", attempts: 11 },
  });
});

test("after twelve tries a sync becomes FAILED, and the account's next one goes on", async () => {
  const { made, owner } = await migrate(world);
  changed(await addUser(owner, made, made.employee));
  changed(await removeUser(owner, await userOf(owner, made, made.contributor)));
  const busy = { status: 429, headers: { "retry-after": "300" } };
  await world.simulator.fault({ ...writesOf(made), method: "PUT", ...busy });
  for (let attempt = 1; attempt < 12; attempt++) {
    await world.settle();
    expect(await userOf(owner, made, made.employee)).toMatchObject({ sync: { state: "PENDING", attempts: attempt } });
    world.clock.advance(5 * 60_000);
  }
  await world.settle();
  expect(await userOf(owner, made, made.employee)).toMatchObject({
    partnerCenterRole: "DEVELOPER",
    cppRole: null,
    sync: { state: "FAILED", attempts: 12, nextAttemptAt: null, lastError: "status 429" },
  });
  expect(await changesOf(owner, made)).toContain(failed(made.employee));
  expect(await cppUsersOf(world, made)).toEqual([`Owner ${made.owner}`, `Owner ${made.secondOwner}`]);
});

test("a refusal by CPP fails the sync at once with an event, and a new change starts a new sync", async () => {
  const { made, owner } = await migrate(world);
  const user = changed(await addUser(owner, made, made.employee));
  const body = { error: { code: "UserNotAllowed", message: "CPP does not want this user." } };
  await world.simulator.fault({ ...writesOf(made), status: 409, body, times: 1 });
  await world.settle();
  expect(await userOf(owner, made, made.employee)).toMatchObject({
    sync: { state: "FAILED", attempts: 1, lastError: "CPP does not want this user." },
  });
  expect((await changesOf(owner, made))[0]).toBe(failed(made.employee));
  expect(changed(await changeRole(owner, user, "MANAGER"))).toMatchObject({
    sync: { state: "PENDING", attempts: 0, lastError: null },
  });
  await world.settle();
  expect(await cppUsersOf(world, made)).toContain(`Owner ${made.employee}`);
});

test("a failing sync of one account does not delay those of another", async () => {
  const [here, there] = await Promise.all([migrate(world), migrate(world)]);
  await world.simulator.fault({ ...writesOf(here.made), status: 500 });
  changed(await addUser(here.owner, here.made, here.made.employee));
  changed(await addUser(there.owner, there.made, there.made.employee));
  await world.settle();
  expect(await userOf(here.owner, here.made, here.made.employee)).toMatchObject({ sync: { state: "PENDING" } });
  expect(await userOf(there.owner, there.made, there.made.employee)).toMatchObject({ sync: { state: "SYNCED" } });
});

test.each([
  ["PUT", "added"],
  ["DELETE", "removed"],
])("a %s whose answers are lost takes effect once", async (method, what) => {
  const { made, owner } = await migrate(world);
  const since = (await userEffects(world, made, cpp)).length;
  if (what === "added") changed(await addUser(owner, made, made.employee));
  else changed(await removeUser(owner, await userOf(owner, made, made.contributor)));
  await world.simulator.fault({ ...writesOf(made), method, drop: true, after: true });
  await world.settle();
  const who = what === "added" ? made.employee : made.contributor;
  expect(await userOf(owner, made, who)).toMatchObject({ sync: { state: "PENDING", attempts: 1 } });
  await world.simulator.healAll();
  world.clock.advance(5 * 60_000);
  await world.settle();
  expect(await userOf(owner, made, who)).toMatchObject({ sync: { state: "SYNCED", attempts: 2 } });
  expect(await userEffects(world, made, cpp, since)).toEqual([`user-${what === "added" ? "saved" : "removed"} ${who}`]);
});
