import { addUser, changed, changeRole, cppUsersOf, removeUser, userOf } from "../support/manage-users";
import { minutes } from "../support/test-clock";
import { proveByCode, start, succeeded } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** An account that an owner with a personal account has moved with a colleague's address. */
async function migratePersonal() {
  const made = await world.account({ signIn: "personal" });
  const starter = await world.as(made.owner);
  const { id } = await start(starter, made);
  succeeded(await proveByCode(world, starter, id, made.employee));
  await world.settle();
  return { made, starter, owner: await world.as(made.employee) };
}

test("the starter's work e-mail becomes an owner in Partner Center and CPP", async () => {
  const { made, owner } = await migratePersonal();
  expect(await userOf(owner, made, made.employee)).toMatchObject({
    partnerCenterRole: "OWNER",
    cppRole: "OWNER",
    sync: { state: "SYNCED", attempts: 1 },
  });
  expect(await cppUsersOf(world, made)).toContain(`Owner ${made.employee}`);
  const elsewhere =
    "SELECT u.id FROM account_user u JOIN account a ON a.id = u.account_id WHERE u.sort_name <> a.sort_name";
  expect(await world.app.services.database.reader.query(elsewhere)).toEqual([]);
});

test("an address that was a personal account in CPP is a work account there after the migration", async () => {
  const made = await world.account({ signIn: "personal-on-domain" });
  const { id } = await start(await world.as(made.owner), made);
  succeeded(await proveByCode(world, await world.as(made.secondOwner), id, made.owner));
  await world.settle();
  const { cpp } = await world.simulator.state(made.publisherId);
  expect(cpp.users).toContainEqual(expect.objectContaining({ principal: made.owner, role: "Owner", identity: "work" }));
  const second = await world.as(made.secondOwner);
  expect(await userOf(second, made, made.owner)).toMatchObject({ sync: { state: "SYNCED", attempts: 1 } });
});

test("the personal account cannot be given a role and is not among the owners to ask", async () => {
  const { made, starter, owner } = await migratePersonal();
  const personal = await userOf(owner, made, made.owner);
  expect(personal).toMatchObject({ access: "NEEDS_WORK_ACCOUNT", partnerCenterRole: null, cppRole: "OWNER" });
  const refusal = await changeRole(owner, personal, "MANAGER");
  const message =
    "This user signs in with a personal Microsoft account. Add a work account in its place, then remove this one.";
  expect(refusal).toMatchObject({ __typename: "NotAllowedNow", path: ["input", "userId"], message });
  const second = await userOf(owner, made, made.secondOwner);
  changed(await changeRole(owner, second, "DEVELOPER"));
  const { displayName } = await userOf(owner, made, made.employee);
  expect(await addUser(starter, made, made.contributor)).toMatchObject({
    __typename: "OwnerRoleRequired",
    owners: [{ displayName }],
    message: `Only an owner of the account can do this. Ask ${displayName}.`,
  });
});

test("the personal account stays a user of CPP, although Partner Center does not have it", async () => {
  const { made, owner } = await migratePersonal();
  changed(await changeRole(owner, await userOf(owner, made, made.contributor), "MARKETER"));
  world.clock.advance(minutes(1));
  await world.settle();
  expect(await userOf(owner, made, made.owner)).toMatchObject({ access: "NEEDS_WORK_ACCOUNT", cppRole: "OWNER" });
  expect(await cppUsersOf(world, made)).toContain(`Owner ${made.owner}`);
});

test("the personal account can be removed, which removes it from CPP and ends its access", async () => {
  const { made, starter, owner } = await migratePersonal();
  const personal = await userOf(owner, made, made.owner);
  expect(changed(await removeUser(owner, personal))).toMatchObject({ access: "REMOVED", sync: { state: "PENDING" } });
  await world.settle();
  expect(await cppUsersOf(world, made)).toEqual([
    `Contributor ${made.contributor}`,
    `Owner ${made.employee}`,
    `Owner ${made.secondOwner}`,
  ]);
  expect(await userOf(owner, made, made.owner)).toMatchObject({ cppRole: null, sync: { state: "SYNCED" } });
  await expect(userOf(starter, made, made.owner)).rejects.toThrow();
});
