import { addUser, changed, changeRole, changesOf, removeUser, userEffects, userOf } from "../support/manage-users";
import { bringTo } from "../support/bring-to";
import { migrate } from "../support/migrate";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const key = { idempotencyKey: "first" };
const inPartnerCenter = async (made: Parameters<typeof userEffects>[1], since: number) =>
  userEffects(world, made, "partner-center", since);

test("a request repeated with its idempotency key is replayed, even after the user has changed", async () => {
  const { made, owner } = await migrate(world);
  const since = (await inPartnerCenter(made, 0)).length;
  const added = await addUser(owner, made, made.employee, "MANAGER", key);
  expect(added).toMatchObject({ __typename: "AccountUserSuccess", replayed: false });
  const user = changed(added);
  expect(await addUser(owner, made, made.employee, "MANAGER", key)).toMatchObject({
    replayed: true,
    user: { id: user.id },
  });

  expect(await changeRole(owner, user, "MARKETER", key)).toMatchObject({ replayed: false });
  expect(await changeRole(owner, user, "OWNER")).toMatchObject({ replayed: false });
  expect(await changeRole(owner, user, "MARKETER", key)).toMatchObject({
    replayed: true,
    user: { partnerCenterRole: "OWNER" },
  });
  expect(await removeUser(owner, user, key)).toMatchObject({ replayed: false });
  const again = changed(await addUser(owner, made, made.employee));
  expect(await removeUser(owner, again, key)).toMatchObject({ replayed: true, user: { access: "ACTIVE" } });
  expect((await inPartnerCenter(made, since)).map((one) => one.split(" ")[0])).toEqual([
    "user-added",
    ...["user-added", "user-removed", "user-added", "user-removed"],
    "user-removed",
    "user-added",
  ]);
});

test("a refusal is replayed under its key, but a request that was TemporarilyUnavailable is tried again", async () => {
  const { made, owner } = await migrate(world);
  const stranger = await world.account();
  expect(await addUser(owner, made, stranger.employee, "MANAGER", key)).toMatchObject({ __typename: "TenantMismatch" });
  await world.simulator.fault({ system: "entra", path: "/common", status: 500 });
  expect(await addUser(owner, made, stranger.employee, "MANAGER", key)).toMatchObject({ __typename: "TenantMismatch" });
  const other = { idempotencyKey: "second" };
  expect(await addUser(owner, made, made.employee, "MANAGER", other)).toMatchObject({
    __typename: "TemporarilyUnavailable",
    safeToRetry: true,
  });
  await world.simulator.healAll();
  expect(await addUser(owner, made, made.employee, "MANAGER", other)).toMatchObject({ replayed: false });

  const first = await userOf(owner, made, made.owner);
  expect(await removeUser(owner, first, key)).toMatchObject({ __typename: "LastOwner" });
  changed(await changeRole(owner, await userOf(owner, made, made.secondOwner), "OWNER"));
  expect(await removeUser(owner, first, key)).toMatchObject({ __typename: "LastOwner" });
});

test("a refusal made without asking Partner Center is replayed even after its cause has gone", async () => {
  const { made, owner } = await bringTo(world, "VERIFYING");
  const send = () => addUser(owner, made, made.employee, "MANAGER", key);
  expect(await send()).toMatchObject({ __typename: "NotAllowedNow" });
  const contributor = await world.as(made.contributor);
  const asContributor = () => addUser(contributor, made, made.employee, "MANAGER", key);
  expect(await asContributor()).toMatchObject({ __typename: "OwnerRoleRequired" });
  await world.settle();
  expect(await send()).toMatchObject({ __typename: "NotAllowedNow", current: { status: "COMPLETED" } });
  changed(await changeRole(owner, await userOf(owner, made, made.contributor), "MANAGER"));
  expect(await asContributor()).toMatchObject({ __typename: "OwnerRoleRequired" });
  expect(await addUser(owner, made, made.employee, "MANAGER", { idempotencyKey: "next" })).toMatchObject({
    replayed: false,
  });
});

test("a removed user can replay the removal of themselves, but none of their other changes", async () => {
  const { made, owner } = await migrate(world);
  const second = await world.as(made.secondOwner);
  const self = await userOf(owner, made, made.secondOwner);
  const contributor = await userOf(owner, made, made.contributor);
  changed(await removeUser(second, contributor, { idempotencyKey: "other" }));
  expect(await removeUser(second, self, key)).toMatchObject({ replayed: false });
  expect(await removeUser(second, self, key)).toMatchObject({ replayed: true, user: { access: "REMOVED" } });
  expect(await removeUser(second, contributor, { idempotencyKey: "other" })).toMatchObject({ __typename: "NotFound" });
  expect(await removeUser(second, self)).toMatchObject({ __typename: "NotFound" });
});

test("of concurrent requests with the same key one acts, and the others replay it", async () => {
  const { made, owner } = await migrate(world);
  const since = (await inPartnerCenter(made, 0)).length;
  const events = (await changesOf(owner, made)).length;
  const twins = <T>(send: () => Promise<T>) => Promise.all(Array.from({ length: 6 }, send));
  const added = await twins(() => addUser(owner, made, made.employee, "MANAGER", key));
  const user = changed(added[0]!);
  const changes = await twins(() => changeRole(owner, user, "MARKETER", key));
  const removals = await twins(() => removeUser(owner, user, key));
  for (const results of [added, changes, removals]) {
    expect(results.map((one) => one.__typename)).toEqual(Array(6).fill("AccountUserSuccess"));
    expect(results.filter((one) => "replayed" in one && !one.replayed)).toHaveLength(1);
  }
  expect((await inPartnerCenter(made, since)).map((one) => one.split(" ")[0])).toEqual([
    "user-added",
    ...["user-added", "user-removed"],
    "user-removed",
  ]);
  expect((await changesOf(owner, made)).slice(0, -events || undefined)).toHaveLength(3);
});

test("of two concurrent identical additions without keys one succeeds and one is refused", async () => {
  const { made, owner } = await migrate(world);
  const second = await world.as(made.secondOwner);
  const results = await Promise.all([
    addUser(owner, made, made.employee, "MANAGER"),
    addUser(second, made, made.employee, "MANAGER"),
  ]);
  expect(results.map((one) => one.__typename).sort()).toEqual(["AccountUserSuccess", "UserAlreadyAdded"]);
});

test("of two concurrent additions of a user in different roles, only the recorded role remains", async () => {
  const { made, owner } = await migrate(world);
  const second = await world.as(made.secondOwner);
  const results = await Promise.all([
    addUser(owner, made, made.employee, "MANAGER"),
    addUser(second, made, made.employee, "DEVELOPER"),
  ]);
  expect(results.map((one) => one.__typename).sort()).toEqual(["AccountUserSuccess", "UserAlreadyAdded"]);
  world.clock.advance(31_000);
  await world.settle();
  const { partnerCenterRole } = await userOf(owner, made, made.employee);
  const { partnerCenter } = await world.simulator.state(made.publisherId);
  const roles = partnerCenter!.users.filter((user) => user.userPrincipalName === made.employee);
  expect(roles.map((one) => one.role.toUpperCase())).toEqual([partnerCenterRole]);
});

test("an idempotency key is valid for one input and one viewer, and for a day", async () => {
  const { made, owner } = await migrate(world);
  changed(await addUser(owner, made, made.employee, "MANAGER", key));
  expect(await addUser(owner, made, made.employee, "DEVELOPER", key)).toMatchObject({
    __typename: "InvalidInput",
    fields: [{ path: ["input", "idempotencyKey"], message: expect.stringContaining("another request") }],
  });
  const second = await world.as(made.secondOwner);
  expect(await addUser(second, made, made.employee, "MANAGER", key)).toMatchObject({ __typename: "UserAlreadyAdded" });
  world.clock.advance(24 * 3_600_000 - 1_000);
  const later = await world.as(made.owner, { expiresIn: 172_800 });
  expect(await addUser(later, made, made.employee, "MANAGER", key)).toMatchObject({ replayed: true });
  world.clock.advance(2_000);
  expect(await addUser(later, made, made.employee, "MANAGER", key)).toMatchObject({ __typename: "UserAlreadyAdded" });
});
