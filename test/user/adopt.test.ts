import { randomUUID } from "node:crypto";
import { IsNull, Not } from "typeorm";
import { AccountUser } from "../../entities/account-user";
import type { Principal } from "../../src/upstream/upstream";
import { ViewerAccountsDocument } from "../generated/graphql";
import type { MadeAccount } from "../support/accounts";
import { contact, settingsIn, update } from "../support/manage-settings";
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
import { membersOf } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
afterEach(() => world.simulator.healAll());

const unavailable = { __typename: "TemporarilyUnavailable", safeToRetry: true, current: { status: "COMPLETED" } };
/** Partner Center carries out the calls and its answers are lost, as if we had stopped before recording them. */
const loseAnswers = (method: "POST" | "DELETE") =>
  world.simulator.fault({ system: "partner-center", path: "/v1/roles", method, drop: true, after: true });

async function comeBack(): Promise<void> {
  await world.simulator.healAll();
  world.clock.advance(31_000);
  await world.settle();
}

const rolesOf = async (made: MadeAccount, email: string) =>
  (await membersOf(world, made)).filter((one) => one.endsWith(` ${email}`));

test("an unrecorded addition is recorded later and synced to CPP", async () => {
  const { made, owner } = await migrate(world);
  await loseAnswers("POST");
  expect(await addUser(owner, made, made.employee, "MANAGER")).toMatchObject(unavailable);
  await expect(userOf(owner, made, made.employee)).rejects.toThrow("is not on");
  await comeBack();
  expect(await userOf(owner, made, made.employee)).toMatchObject({
    access: "ACTIVE",
    partnerCenterRole: "MANAGER",
    cppRole: "OWNER",
    sync: { state: "SYNCED" },
  });
  expect(await cppUsersOf(world, made)).toContain(`Owner ${made.employee}`);
  expect(await changesOf(owner, made)).toContain(`USER_ADDED ${made.employee} was added as a manager.`);
  expect(await addUser(owner, made, made.employee)).toMatchObject({ __typename: "UserAlreadyAdded" });
});

test("retrying an unrecorded addition succeeds and adds the user once", async () => {
  const { made, owner } = await migrate(world);
  const since = (await userEffects(world, made, "partner-center")).length;
  await loseAnswers("POST");
  expect(await addUser(owner, made, made.employee)).toMatchObject(unavailable);
  await world.simulator.healAll();
  world.clock.advance(1_000);
  changed(await addUser(owner, made, made.employee));
  await comeBack();
  expect((await userEffects(world, made, "partner-center", since)).filter((one) => one.startsWith("user-"))).toEqual([
    `user-added ${made.employee}`,
  ]);
  expect((await changesOf(owner, made)).filter((one) => one.startsWith("USER_ADDED"))).toHaveLength(1);
});

test.each(["POST", "DELETE"] as const)(
  "an unrecorded role change (%s answers lost) leaves only the new role",
  async (method) => {
    const { made, owner } = await migrate(world);
    const contributor = await userOf(owner, made, made.contributor);
    await loseAnswers(method);
    expect(await changeRole(owner, contributor, "MARKETER")).toMatchObject(unavailable);
    expect(await removeUser(owner, contributor)).toMatchObject(unavailable);
    await comeBack();
    expect(await rolesOf(made, made.contributor)).toEqual([`Marketer ${made.contributor}`]);
    expect(await userOf(owner, made, made.contributor)).toMatchObject({
      partnerCenterRole: "MARKETER",
      cppRole: null,
      sync: { state: "SYNCED" },
    });
    expect(await cppUsersOf(world, made)).not.toContain(`Contributor ${made.contributor}`);
    changed(await changeRole(owner, contributor, "DEVELOPER"));
    expect(await rolesOf(made, made.contributor)).toEqual([`Developer ${made.contributor}`]);
  },
);

test("a second role that Partner Center refuses to remove is the user's, who can then be changed", async () => {
  const { made, owner } = await migrate(world);
  const contributor = await userOf(owner, made, made.contributor);
  await loseAnswers("POST");
  expect(await changeRole(owner, contributor, "MARKETER")).toMatchObject(unavailable);
  await world.simulator.healAll();
  const body = { code: 3405, description: "This member cannot be removed now." };
  await world.simulator.fault({ system: "partner-center", path: "/v1/roles/", method: "DELETE", status: 400, body });
  world.clock.advance(31_000);
  await world.settle();
  expect(await userOf(owner, made, made.contributor)).toMatchObject({ partnerCenterRole: "DEVELOPER" });
  await world.simulator.healAll();
  changed(await changeRole(owner, contributor, "MARKETER"));
  expect(await rolesOf(made, made.contributor)).toEqual([`Marketer ${made.contributor}`]);
});

test("nobody stays reserved who loses both of two roles before one could be removed", async () => {
  const { made, owner } = await migrate(world);
  const { database, upstream } = world.app.services;
  const seller = { tenantId: made.tenant.tenantId, publisherId: made.publisherId };
  const gone = await userOf(owner, made, made.contributor);
  changed(await removeUser(owner, gone));
  await comeBack();
  const who: Principal = { kind: "PERSON", email: made.contributor, applicationId: null, displayName: "C" };
  const key = () => ({ requestId: randomUUID() });
  const members = [
    await upstream.partnerCenter.addMember(seller, "MARKETER", who, key()),
    await upstream.partnerCenter.addMember(seller, "DEVELOPER", who, key()),
  ];
  await world.simulator.fault({ system: "partner-center", path: "/v1/roles/", method: "DELETE", status: 503 });
  changed(await addUser(owner, made, made.employee));
  world.clock.advance(31_000);
  await world.settle();
  const reserved = () =>
    database.reader.countBy(AccountUser, { principal: made.contributor, changingTo: Not(IsNull()) });
  expect(await reserved()).toBe(1);
  await world.simulator.healAll();
  for (const { role, memberId } of members) await upstream.partnerCenter.removeMember(seller, role, memberId, key());
  world.clock.advance(5 * 60_000);
  await world.settle();
  expect(await reserved()).toBe(0);
});

test("a change is refused while another change of the same user is in flight", async () => {
  const { made, owner } = await migrate(world);
  const contributor = await userOf(owner, made, made.contributor);
  await loseAnswers("POST");
  expect(await changeRole(owner, contributor, "MARKETER")).toMatchObject({
    ...unavailable,
    message: expect.stringMatching("^Partner Center is not responding right now"),
  });
  expect(await removeUser(owner, contributor)).toMatchObject({
    ...unavailable,
    message: "Another change is still on its way to Partner Center, so this one was not made. Try again in 5 seconds.",
  });
  expect(await removeUser(owner, contributor, {}, "sv")).toMatchObject({
    message:
      "En annan ändring är fortfarande på väg till Partner Center, så den här gjordes inte. Försök igen om 5 sekunder.",
  });
});

test("an unrecorded removal is recorded later and synced to CPP", async () => {
  const { made, owner } = await migrate(world);
  const contributor = await userOf(owner, made, made.contributor);
  await loseAnswers("DELETE");
  expect(await removeUser(owner, contributor)).toMatchObject(unavailable);
  expect(await userOf(owner, made, made.contributor)).toMatchObject({ access: "ACTIVE" });
  await comeBack();
  expect(await userOf(owner, made, made.contributor)).toMatchObject({ access: "REMOVED", cppRole: null });
  expect(await cppUsersOf(world, made)).toEqual([`Owner ${made.owner}`, `Owner ${made.secondOwner}`]);
  expect((await changesOf(owner, made)).filter((one) => one.startsWith("USER_REMOVED"))).toHaveLength(1);
});

test("a change that never reached Partner Center is abandoned, and another one can be made", async () => {
  const { made, owner } = await migrate(world);
  const contributor = await userOf(owner, made, made.contributor);
  await world.simulator.fault({ system: "partner-center", path: "/v1/roles", status: 500 });
  expect(await changeRole(owner, contributor, "MARKETER")).toMatchObject(unavailable);
  await world.simulator.healAll();
  expect(await changeRole(owner, contributor, "MANAGER")).toMatchObject(unavailable);
  await comeBack();
  expect(changed(await changeRole(owner, contributor, "MANAGER"))).toMatchObject({ partnerCenterRole: "MANAGER" });
  expect(await rolesOf(made, made.contributor)).toEqual([`Manager ${made.contributor}`]);
});

test("an unrecorded addition is recorded once Partner Center can be read again after an outage", async () => {
  const { made, owner } = await migrate(world);
  await loseAnswers("POST");
  expect(await addUser(owner, made, made.employee)).toMatchObject(unavailable);
  await world.simulator.healAll();
  await world.simulator.fault({ system: "partner-center", path: "/v1/roles", method: "GET", body: {} });
  for (let minutes = 0; minutes < 4; minutes++) {
    world.clock.advance(5 * 60_000);
    await world.settle();
  }
  await expect(userOf(owner, made, made.employee)).rejects.toThrow("is not on");
  await world.simulator.healAll();
  world.clock.advance(5 * 60_000);
  await world.settle();
  expect(await userOf(owner, made, made.employee)).toMatchObject({ access: "ACTIVE", sync: { state: "SYNCED" } });
});

test.each([
  { status: 404, body: { code: "3404", description: "No such seller account." } },
  { body: { totalCount: 0, items: [] } },
])(
  "when Partner Center names no members, nobody loses access, and it is asked again later (answer %j)",
  async (answer) => {
    const { made, owner } = await migrate(world);
    await loseAnswers("POST");
    expect(await addUser(owner, made, made.employee)).toMatchObject(unavailable);
    await world.simulator.healAll();
    const inCpp = await cppUsersOf(world, made);
    await world.simulator.fault({ system: "partner-center", path: "/v1/roles/", method: "GET", ...answer });
    world.clock.advance(31_000);
    await world.settle();
    expect(await changesOf(owner, made)).toEqual([]);
    expect(await cppUsersOf(world, made)).toEqual(inCpp);
    await world.simulator.healAll();
    world.clock.advance(5 * 60_000);
    await world.settle();
    expect(await userOf(owner, made, made.employee)).toMatchObject({ access: "ACTIVE", sync: { state: "SYNCED" } });
  },
);

test("unrecorded settings that Partner Center has saved are recorded once and found by search", async () => {
  const { made, owner } = await migrate(world);
  const { version } = settingsIn(await update(owner, made, { sellerContact: contact }));
  const lost = { system: "partner-center", path: "/v1/profiles/legalbusiness", method: "PUT", drop: true, after: true };
  await world.simulator.fault(lost);
  const displayName = `Lost ${made.publisherId}`;
  expect(await update(owner, made, { displayName })).toMatchObject(unavailable);
  const find = async () =>
    (await owner.run(ViewerAccountsDocument, { filter: { search: "lost" } })).viewer.accounts.nodes;
  expect(await find()).toEqual([]);
  await comeBack();
  const settings = settingsIn(await update(owner, made, {}));
  expect(settings).toMatchObject({ displayName, sellerContact: contact, version: version + 2 });
  expect(await find()).toMatchObject([{ displayName }]);
  await comeBack();
  expect((await changesOf(owner, made)).filter((one) => one.startsWith("SETTINGS_CHANGED"))).toHaveLength(3);
});
