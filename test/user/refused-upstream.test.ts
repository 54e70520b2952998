import { update } from "../support/manage-settings";
import { addUser, changed, changeRole, changesOf, removeUser, userOf } from "../support/manage-users";
import { migrate } from "../support/migrate";
import { membersOf } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
afterEach(() => world.simulator.healAll());

const key = { idempotencyKey: "refused" };
const refuse = (method: string, path: string, code: string | number, description: string, times?: number) =>
  world.simulator.fault({
    system: "partner-center",
    ...{ method, path, ...(times && { times }) },
    status: 400,
    body: { code, description },
  });
const refusal = (reason: string) => ({
  __typename: "InvalidInput",
  message: `Partner Center did not accept this: ${reason} Correct it and try again.`,
  safeToRetry: false,
  fields: [{ path: ["input"], message: expect.stringContaining(reason) }],
});

test("an addition that Partner Center refuses returns the reason, and again when it is replayed", async () => {
  const { made, owner } = await migrate(world);
  await refuse("POST", "/v1/roles/", 2000, "The display name is not valid");
  const add = () => addUser(owner, made, made.employee, "DEVELOPER", { displayName: "<>", ...key });
  expect(await add()).toMatchObject(refusal("The display name is not valid."));
  await world.simulator.healAll();
  expect(await add()).toMatchObject(refusal("The display name is not valid."));
  expect(await changesOf(owner, made)).toEqual([]);
});

test("settings that Partner Center refuses without a reason are refused with its error code", async () => {
  const { made, owner } = await migrate(world);
  await refuse("PUT", "/v1/profiles/legalbusiness", 2000, "");
  expect(await update(owner, made, { displayName: "<>" })).toMatchObject(refusal("2000."));
});

test("a role change that Partner Center refuses does not block the next change", async () => {
  const { made, owner } = await migrate(world);
  const user = await userOf(owner, made, made.contributor);
  await refuse("POST", "/v1/roles/", "3400", "This is not a work address.");
  expect(await changeRole(owner, user, "MANAGER")).toMatchObject(refusal("This is not a work address."));
  await world.simulator.healAll();
  changed(await changeRole(owner, user, "MARKETER"));
  expect((await membersOf(world, made)).filter((one) => one.endsWith(made.contributor))).toEqual([
    `Marketer ${made.contributor}`,
  ]);
});

test("a role change that Partner Center refuses halfway leaves the earlier role alone, and no other", async () => {
  const { made, owner } = await migrate(world);
  const user = await userOf(owner, made, made.contributor);
  await refuse("DELETE", "/v1/roles/", 3405, "This member cannot be removed now.", 1);
  expect(await changeRole(owner, user, "MANAGER")).toMatchObject(refusal("This member cannot be removed now."));
  const those = async () => (await membersOf(world, made)).filter((one) => one.endsWith(made.contributor));
  expect(await those()).toEqual([`Developer ${made.contributor}`]);

  changed(await removeUser(owner, user));
  expect(await those()).toEqual([]);
  world.clock.advance(31_000);
  await world.settle();
  expect(await userOf(owner, made, made.contributor)).toMatchObject({ access: "REMOVED" });
});

test("a removal that Partner Center refuses does not block the next change", async () => {
  const { made, owner } = await migrate(world);
  const user = await userOf(owner, made, made.contributor);
  await refuse("DELETE", "/v1/roles/", 3405, "This member cannot be removed now.");
  expect(await removeUser(owner, user)).toMatchObject(refusal("This member cannot be removed now."));
  await world.simulator.healAll();
  changed(await changeRole(owner, user, "MARKETER"));
});
