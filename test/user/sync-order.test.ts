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

const inCpp = async (made: Parameters<typeof userEffects>[1], since = 0) => userEffects(world, made, "cpp", since);

test("the changes of an account reach CPP in order", async () => {
  const { made, owner } = await migrate(world);
  const since = (await inCpp(made)).length;
  changed(await changeRole(owner, await userOf(owner, made, made.secondOwner), "DEVELOPER"));
  changed(await addUser(owner, made, made.employee, "MANAGER"));
  changed(await changeRole(owner, await userOf(owner, made, made.contributor), "MARKETER"));
  await world.settle();
  expect(await inCpp(made, since)).toEqual([
    `user-saved ${made.secondOwner}`,
    `user-saved ${made.employee}`,
    `user-removed ${made.contributor}`,
  ]);
  const events = (await changesOf(owner, made)).slice(0, 3);
  expect(events).toEqual(
    ["Contributor", made.employee, "Second"].map(
      (name) => `CPP_SYNCED The change to ${name} has reached Cloud Partner Portal.`,
    ),
  );
});

test("all owners can be replaced at once, although CPP refuses to lose its last owner", async () => {
  const { made, owner } = await migrate(world);
  const [first, second] = [await userOf(owner, made, made.owner), await userOf(owner, made, made.secondOwner)];
  changed(await removeUser(owner, second));
  changed(await addUser(owner, made, made.employee, "OWNER"));
  changed(await removeUser(owner, first));
  await world.settle();
  expect(await cppUsersOf(world, made)).toEqual([`Contributor ${made.contributor}`, `Owner ${made.employee}`]);
});

test("of several changes of one user only the latest is written, in the latest one's place", async () => {
  const { made, owner } = await migrate(world);
  const since = (await inCpp(made)).length;
  const user = changed(await addUser(owner, made, made.employee, "DEVELOPER"));
  changed(await changeRole(owner, await userOf(owner, made, made.contributor), "MANAGER"));
  changed(await changeRole(owner, user, "MARKETER"));
  changed(await changeRole(owner, user, "MANAGER"));
  await world.settle();
  expect(await inCpp(made, since)).toEqual([`user-saved ${made.contributor}`, `user-saved ${made.employee}`]);
  expect(await userOf(owner, made, made.employee)).toMatchObject({
    cppRole: "OWNER",
    sync: { state: "SYNCED", attempts: 1, lastError: null, nextAttemptAt: null, syncedAt: expect.any(String) },
  });
});

test("a role change that maps to the same CPP role costs no write", async () => {
  const { made, owner } = await migrate(world);
  const since = (await inCpp(made)).length;
  changed(await changeRole(owner, await userOf(owner, made, made.secondOwner), "OWNER"));
  await world.settle();
  expect(await inCpp(made, since)).toEqual([]);
  expect(await userOf(owner, made, made.secondOwner)).toMatchObject({ cppRole: "OWNER", sync: { state: "SYNCED" } });
});

test("a change made while an older one is being written to CPP is not lost", async () => {
  const { made, owner } = await migrate(world);
  const user = changed(await addUser(owner, made, made.employee, "MANAGER"));
  await world.simulator.fault({ system: "cpp", method: "PUT", delayMs: 400, times: 1 });
  const put = await nextCall("cpp PUT");
  const settled = world.settle();
  await put();
  changed(await changeRole(owner, user, "MARKETER"));
  await settled;
  await world.settle();
  expect(await cppUsersOf(world, made)).not.toContain(`Owner ${made.employee}`);
  expect(await userOf(owner, made, made.employee)).toMatchObject({ cppRole: null, sync: { state: "SYNCED" } });
});

test("a publisher that changes between read and write is read again and keeps its other changes", async () => {
  const { made, owner } = await migrate(world);
  changed(await addUser(owner, made, made.employee, "MANAGER"));
  await world.simulator.fault({ system: "cpp", method: "PUT", delayMs: 300, times: 1 });
  const put = await nextCall("cpp PUT");
  const settled = world.settle();
  await put();
  await world.simulator.changeInCpp(made.publisherId, { displayName: "Changed meanwhile" });
  await settled;
  expect(await cppUsersOf(world, made)).toContain(`Owner ${made.employee}`);
  expect(await userOf(owner, made, made.employee)).toMatchObject({ sync: { state: "SYNCED", attempts: 1 } });
  expect((await world.simulator.state(made.publisherId)).cpp).toMatchObject({ displayName: "Changed meanwhile" });
});

test("a sync that keeps getting 412 is retried later", async () => {
  const { made, owner } = await migrate(world);
  changed(await addUser(owner, made, made.employee, "MANAGER"));
  await world.simulator.fault({ system: "cpp", method: "PUT", status: 412 });
  await world.settle();
  expect(await userOf(owner, made, made.employee)).toMatchObject({
    sync: { state: "PENDING", attempts: 1, lastError: expect.stringContaining("keeps changing") },
  });
  await world.simulator.healAll();
  world.clock.advance(2_000);
  await world.settle();
  expect(await userOf(owner, made, made.employee)).toMatchObject({
    sync: { state: "SYNCED", attempts: 2, lastError: null },
  });
});

test("a user removed directly in CPP is added again by a role change, and a removal is still synced", async () => {
  const { made, owner } = await migrate(world);
  const user = changed(await addUser(owner, made, made.employee, "MANAGER"));
  await world.settle();
  await world.simulator.changeInCpp(made.publisherId, { removeUser: made.employee });
  changed(await changeRole(owner, user, "DEVELOPER"));
  await world.settle();
  expect(await cppUsersOf(world, made)).toContain(`Contributor ${made.employee}`);
  await world.simulator.changeInCpp(made.publisherId, { removeUser: made.employee });
  changed(await removeUser(owner, user));
  await world.settle();
  expect(await userOf(owner, made, made.employee)).toMatchObject({ cppRole: null, sync: { state: "SYNCED" } });
});

/** Returns a function that resolves once the simulator has received that call once more. */
async function nextCall(call: string): Promise<() => Promise<void>> {
  const count = async () =>
    Object.entries(await world.simulator.calls()).reduce((sum, [name, n]) => sum + (name.startsWith(call) ? n : 0), 0);
  const before = await count();
  return async () => {
    while ((await count()) === before);
  };
}
