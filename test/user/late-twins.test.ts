import type { MadeAccount } from "../support/accounts";
import type { Client } from "../support/client";
import { settingsIn, settingsInPartnerCenter, update } from "../support/manage-settings";
import { addUser, changed, changeRole, cppUsersOf, removeUser, userOf } from "../support/manage-users";
import { migrate } from "../support/migrate";
import { reconcileIn } from "../support/reconcile";
import { minutes } from "../support/test-clock";
import { membersOf } from "../support/walk";
import { gate } from "../support/workplace";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const key = { idempotencyKey: "same" };
const replayed = { replayed: true };
const put = { system: "partner-center", path: "/v1/profiles/legalbusiness", method: "PUT" };

/**
 * Sends a request and, while it is under way, repeats it or sends another. The late one's first `call` reaches Partner
 * Center only after the first one has been answered and another change acknowledged. Returns the answer to the late one.
 */
async function repeatLate<Result extends object>(
  call: "saveSettings" | "addMember" | "removeMember",
  send: () => Promise<Result>,
  between: (first: Result) => Promise<unknown> = () => Promise.resolve(),
  sendLate = send,
): Promise<Result> {
  const { partnerCenter } = world.app.services.upstream;
  const doors = [gate(), gate()] as const;
  const usual = partnerCenter[call] as (...args: unknown[]) => Promise<unknown>;
  let calls = 0;
  const heldUp = async (...args: unknown[]) => {
    await doors[calls++]?.pass();
    return usual(...args);
  };
  Object.assign(partnerCenter, { [call]: heldUp });
  try {
    const first = send();
    await doors[0].arrived;
    world.clock.advance(1);
    const second = sendLate();
    await doors[1].arrived;
    doors[0].open();
    await between(await first);
    doors[1].open();
    return await second;
  } finally {
    Object.assign(partnerCenter, { [call]: usual });
  }
}

/** Lets the worker do what follows. */
async function later(): Promise<void> {
  world.clock.advance(minutes(1));
  await world.settle();
}

test("a late repeat of a settings change does not undo a newer change", async () => {
  const { made, owner } = await migrate(world);
  const late = await repeatLate(
    "saveSettings",
    () => update(owner, made, { displayName: "First", ...key }),
    async (first) => {
      expect(settingsIn(first).displayName).toBe("First");
      settingsIn(await update(owner, made, { displayName: "Newer" }));
    },
  );
  expect(late).toMatchObject(replayed);
  expect(await settingsInPartnerCenter(world, made)).toMatchObject({ companyName: "Newer" });
  await later();
  expect(settingsIn(await update(owner, made, {})).displayName).toBe("Newer");
});

/** Leaves a late repeat of "First" in Partner Center, which answers neither that nor its undoing; ours is "Newer". */
async function leaveFirst(owner: Client, made: MadeAccount): Promise<void> {
  const late = await repeatLate(
    "saveSettings",
    () => update(owner, made, { displayName: "First", ...key }),
    async (first) => {
      settingsIn(first);
      settingsIn(await update(owner, made, { displayName: "Newer" }));
      await world.simulator.fault({ ...put, drop: true, after: true });
    },
  );
  expect(late).toMatchObject({ __typename: "TemporarilyUnavailable" });
  await world.simulator.healAll();
  expect(await settingsInPartnerCenter(world, made)).toMatchObject({ companyName: "First" });
}

test("nor when Partner Center answers neither that change nor its undoing: the worker restores the newer ones", async () => {
  const { made, owner } = await migrate(world);
  await leaveFirst(owner, made);
  await later();
  expect(await settingsInPartnerCenter(world, made)).toMatchObject({ companyName: "Newer" });
  expect(settingsIn(await update(owner, made, {})).displayName).toBe("Newer");
});

test("when Partner Center refuses the newer settings by then, its own are adopted", async () => {
  const { made, owner } = await migrate(world);
  await leaveFirst(owner, made);
  await world.simulator.fault({ ...put, status: 400, body: { code: 2000, description: "Not this name" } });
  await later();
  await world.simulator.healAll();
  await reconcileIn(world);
  await world.settle();
  expect(await settingsInPartnerCenter(world, made)).toMatchObject({ companyName: "First" });
  expect(settingsIn(await update(owner, made, {})).displayName).toBe("First");
});

test("a late repeat of an addition does not bring back a user removed since", async () => {
  const { made, owner } = await migrate(world);
  const late = await repeatLate(
    "addMember",
    () => addUser(owner, made, made.employee, "OWNER", key),
    async (first) => changed(await removeUser(owner, changed(first))),
  );
  expect(late).toMatchObject(replayed);
  expect((await membersOf(world, made)).join()).not.toContain(made.employee);
  await later();
  expect(await userOf(owner, made, made.employee)).toMatchObject({ access: "REMOVED", sync: { state: "SYNCED" } });
  expect(await cppUsersOf(world, made)).not.toContain(`Owner ${made.employee}`);
});

test("a late repeat of a role change does not bring back a user removed since", async () => {
  const { made, owner } = await migrate(world);
  const user = await userOf(owner, made, made.contributor);
  const late = await repeatLate(
    "addMember",
    () => changeRole(owner, user, "MANAGER", key),
    async (first) => changed(await removeUser(owner, changed(first))),
  );
  expect(late).toMatchObject(replayed);
  expect((await membersOf(world, made)).join()).not.toContain(made.contributor);
  await later();
  expect(await userOf(owner, made, made.contributor)).toMatchObject({ access: "REMOVED" });
});

test("a late repeat of a role change does not replace or join a newer role", async () => {
  const { made, owner } = await migrate(world);
  const user = await userOf(owner, made, made.contributor);
  const late = await repeatLate(
    "addMember",
    () => changeRole(owner, user, "MANAGER", key),
    async (first) => changed(await changeRole(owner, changed(first), "MARKETER")),
  );
  expect(late).toMatchObject(replayed);
  expect(await membersOf(world, made)).toContain(`Marketer ${made.contributor}`);
  expect(await membersOf(world, made)).not.toContain(`Manager ${made.contributor}`);
  await later();
  expect(await userOf(owner, made, made.contributor)).toMatchObject({ partnerCenterRole: "MARKETER" });
});

test("a late repeat of a removal leaves a user added again since a member in the end", async () => {
  const { made, owner } = await migrate(world);
  const user = await userOf(owner, made, made.contributor);
  const late = await repeatLate(
    "removeMember",
    () => removeUser(owner, user, key),
    async () => changed(await addUser(owner, made, made.contributor, "DEVELOPER")),
  );
  expect(late).toMatchObject(replayed);
  await later();
  expect(await membersOf(world, made)).toContain(`Developer ${made.contributor}`);
  expect(await userOf(owner, made, made.contributor)).toMatchObject({ access: "ACTIVE" });
});

test("a late repeat of an addition whose answer is lost does not bring back a user removed since", async () => {
  const { made, owner } = await migrate(world);
  const late = await repeatLate(
    "addMember",
    () => addUser(owner, made, made.employee, "OWNER", key),
    async (first) => {
      changed(await removeUser(owner, changed(first)));
      const lost = { system: "partner-center", path: "/v1/roles/", method: "POST", drop: true, after: true };
      await world.simulator.fault({ ...lost, times: 3 });
    },
  );
  expect(late).toMatchObject(replayed);
  expect((await membersOf(world, made)).join()).not.toContain(made.employee);
  await later();
  expect(await userOf(owner, made, made.employee)).toMatchObject({ access: "REMOVED", sync: { state: "SYNCED" } });
});

test("of two who add somebody in different roles at once, the later leaves no role behind", async () => {
  const { made, owner } = await migrate(world);
  const add = (role: "MANAGER" | "OWNER") => () => addUser(owner, made, made.employee, role);
  const late = await repeatLate("addMember", add("MANAGER"), undefined, add("OWNER"));
  expect(late).toMatchObject({ __typename: "UserAlreadyAdded" });
  const roles = async () => (await membersOf(world, made)).filter((one) => one.endsWith(made.employee));
  expect(await roles()).toEqual([`Manager ${made.employee}`]);

  changed(await removeUser(owner, await userOf(owner, made, made.employee)));
  await later();
  expect(await roles()).toEqual([]);
  expect(await userOf(owner, made, made.employee)).toMatchObject({ access: "REMOVED" });
});
