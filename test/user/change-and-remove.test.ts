import { randomUUID } from "node:crypto";
import { addUser, changed, changeRole, changesOf, cppUsersOf, removeUser, userOf } from "../support/manage-users";
import { migrate } from "../support/migrate";
import { membersOf } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const lastOwner = {
  __typename: "LastOwner",
  safeToRetry: false,
  message: "The account would be left without an owner. Make somebody else an owner first.",
};

test("the last owner can be neither removed nor demoted until there is another owner", async () => {
  const { made, owner } = await migrate(world);
  const first = await userOf(owner, made, made.owner);
  const second = await userOf(owner, made, made.secondOwner);
  const before = await membersOf(world, made);
  expect(await removeUser(owner, first)).toMatchObject(lastOwner);
  expect(await changeRole(owner, first, "MANAGER")).toMatchObject(lastOwner);
  expect(await removeUser(owner, first, {}, "sv")).toMatchObject({
    message: "Kontot skulle bli utan ägare. Gör någon annan till ägare först.",
  });
  expect(await membersOf(world, made)).toEqual(before);

  expect(changed(await changeRole(owner, first, "OWNER"))).toMatchObject({ partnerCenterRole: "OWNER" });
  changed(await changeRole(owner, second, "OWNER"));
  changed(await changeRole(owner, first, "MARKETER"));
  expect(await changeRole(owner, second, "MARKETER")).toMatchObject({ __typename: "OwnerRoleRequired" });
  const manager = await world.as(made.secondOwner);
  expect(await removeUser(manager, second)).toMatchObject(lastOwner);
  await world.settle();
  expect(await membersOf(world, made)).toContain(`Owner ${made.secondOwner}`);
  expect(await cppUsersOf(world, made)).toEqual([`Contributor ${made.contributor}`, `Owner ${made.secondOwner}`]);
});

test("the last owner in Partner Center stays an owner, even if the record still has another", async () => {
  const { made, owner } = await migrate(world);
  const [first, second] = [await userOf(owner, made, made.owner), await userOf(owner, made, made.secondOwner)];
  changed(await changeRole(owner, second, "OWNER"));
  const { partnerCenter } = world.app.services.upstream;
  const seller = { tenantId: made.tenant.tenantId, publisherId: made.publisherId };
  const { memberId } = (await partnerCenter.members(seller)).find((one) => one.email === made.secondOwner)!;
  await partnerCenter.removeMember(seller, "OWNER", memberId, { requestId: randomUUID() });

  expect(await removeUser(owner, first)).toMatchObject(lastOwner);
  expect(await changeRole(owner, first, "MANAGER")).toMatchObject(lastOwner);
  world.clock.advance(31_000);
  await world.settle();
  expect(await membersOf(world, made)).toContain(`Owner ${made.owner}`);
  expect(await userOf(owner, made, made.secondOwner)).toMatchObject({ access: "REMOVED" });
});

test.each(["removes", "demotes"] as const)(
  "when each of two owners concurrently %s the other, one owner remains",
  async (what) => {
    const { made, owner } = await migrate(world);
    const [first, second] = [await userOf(owner, made, made.owner), await userOf(owner, made, made.secondOwner)];
    changed(await changeRole(owner, second, "OWNER"));
    const other = await world.as(made.secondOwner);
    const act = (client: typeof owner, user: typeof first) =>
      what === "removes" ? removeUser(client, user) : changeRole(client, user, "DEVELOPER");
    const results = await Promise.all([act(owner, second), act(other, first)]);
    expect(results.filter((one) => one.__typename === "AccountUserSuccess")).toHaveLength(1);
    expect(["LastOwner", "OwnerRoleRequired", "NotFound"]).toContain(
      results.find((one) => one.__typename !== "AccountUserSuccess")!.__typename,
    );
    world.clock.advance(31_000);
    await world.settle();
    expect((await membersOf(world, made)).filter((one) => one.startsWith("Owner "))).toHaveLength(1);
    expect((await cppUsersOf(world, made)).filter((one) => one.startsWith("Owner "))).toHaveLength(1);
  },
);

test("a developer can neither change their own role nor remove themselves; a manager can do both", async () => {
  const { made, owner } = await migrate(world);
  const contributor = await userOf(owner, made, made.contributor);
  const developer = await world.as(made.contributor);
  for (const result of [await changeRole(developer, contributor, "OWNER"), await removeUser(developer, contributor)])
    expect(result).toMatchObject({ __typename: "OwnerRoleRequired", owners: expect.any(Array) });
  const manager = await world.as(made.secondOwner);
  expect(changed(await changeRole(manager, contributor, "MARKETER"))).toMatchObject({ partnerCenterRole: "MARKETER" });
  expect((await changesOf(owner, made))[0]).toBe("USER_CHANGED Contributor is now a marketer.");
  changed(await removeUser(manager, contributor));
  expect((await changesOf(owner, made))[0]).toBe("USER_REMOVED Contributor was removed.");
});

test("foreign, unknown and removed users are NotFound; removing a removed user again succeeds", async () => {
  const [{ made, owner }, there] = await Promise.all([migrate(world), migrate(world)]);
  const contributor = await userOf(owner, made, made.contributor);
  const theirs = await userOf(there.owner, there.made, there.made.contributor);
  const before = await membersOf(world, there.made);
  const mixed = Buffer.from(contributor.id, "base64url").toString().split(":");
  const foreign = Buffer.from(theirs.id, "base64url").toString().split(":");
  const ids = [theirs.id, "nonsense", Buffer.from([mixed[0], mixed[1], foreign[2]].join(":")).toString("base64url")];
  for (const id of ids) {
    expect(await changeRole(owner, { id }, "MANAGER")).toMatchObject({ __typename: "NotFound" });
    expect(await removeUser(owner, { id })).toMatchObject({ __typename: "NotFound" });
  }
  expect(await membersOf(world, there.made)).toEqual(before);
  changed(await removeUser(owner, contributor));
  expect(await changeRole(owner, contributor, "MANAGER", {}, "sv")).toMatchObject({
    __typename: "NotFound",
    message: expect.stringContaining("Det finns inte"),
  });
  const removed = changed(await removeUser(owner, contributor));
  expect(removed).toMatchObject({ access: "REMOVED", removedAt: expect.any(String) });
  const gone = await world.as(made.contributor);
  expect(await removeUser(gone, contributor)).toMatchObject({ __typename: "NotFound", current: null });
});

test("before the migration users can be neither changed nor removed", async () => {
  const made = await world.account();
  const owner = await world.as(made.owner);
  const second = await userOf(owner, made, made.secondOwner);
  expect(await changeRole(owner, second, "MANAGER")).toMatchObject({ __typename: "NotAllowedNow" });
  expect(await removeUser(owner, second)).toMatchObject({
    __typename: "NotAllowedNow",
    current: { status: "NOT_STARTED" },
  });
  const contributor = await world.as(made.contributor);
  expect(await removeUser(contributor, second)).toMatchObject({ __typename: "OwnerRoleRequired" });
});

test("changing a user to the same role succeeds and records no event", async () => {
  const { made, owner } = await migrate(world);
  const contributor = await userOf(owner, made, made.contributor);
  const events = await changesOf(owner, made);
  expect(changed(await changeRole(owner, contributor, "DEVELOPER"))).toMatchObject({ sync: { state: "SYNCED" } });
  expect(await changesOf(owner, made)).toEqual(events);
});

test("a new role replaces the old one, and users who remove themselves lose access at once", async () => {
  const { made, owner } = await migrate(world);
  const second = await userOf(owner, made, made.secondOwner);
  for (const role of ["DEVELOPER", "MARKETER", "MANAGER"] as const) changed(await changeRole(owner, second, role));
  expect((await membersOf(world, made)).filter((one) => one.endsWith(made.secondOwner))).toEqual([
    `Manager ${made.secondOwner}`,
  ]);
  const self = await world.as(made.secondOwner);
  changed(await removeUser(self, second));
  expect(await addUser(self, made, made.employee).catch(String)).toContain("is not visible");
  await world.settle();
  expect(await cppUsersOf(world, made)).not.toContain(`Owner ${made.secondOwner}`);
});
