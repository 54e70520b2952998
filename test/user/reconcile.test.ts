import { randomUUID } from "node:crypto";
import { Job } from "../../entities/job";
import type { Principal } from "../../src/upstream/upstream";
import type { MadeAccount } from "../support/accounts";
import { settingsIn, update } from "../support/manage-settings";
import { addUser, changed, changesOf, cppUsersOf, userEffects, userOf } from "../support/manage-users";
import { migrate } from "../support/migrate";
import { reconcileIn } from "../support/reconcile";
import { lookAt, membersOf } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeEach(async () => {
  world = await openWorld({ env: { RECONCILE_PER_SECOND: "1000" } });
});
afterEach(() => world.close());

const key = () => ({ requestId: randomUUID() });
const user = (email: string, role: string, identity = "work") => ({
  ...{ kind: "person", email, displayName: "Outsider" },
  ...{ role, identity },
});
const clean = "1 compared, 1 in agreement, 0 repaired, 0 left, 0 could not be compared";

/** Changes Partner Center and CPP directly, bypassing the service. */
async function drift(made: MadeAccount) {
  const { partnerCenter } = world.app.services.upstream;
  const seller = { tenantId: made.tenant.tenantId, publisherId: made.publisherId };
  const members = await partnerCenter.members(seller);
  const idOf = (email: string) => members.find((one) => one.email === email)!.memberId;
  const eve: Principal = { kind: "PERSON", email: made.employee, applicationId: null, displayName: "Eve" };
  await partnerCenter.addMember(seller, "MANAGER", eve, key());
  await partnerCenter.removeMember(seller, "DEVELOPER", idOf(made.contributor), key());
  const { sellerId: _, ...settings } = (await partnerCenter.settings(seller))!;
  await partnerCenter.saveSettings(seller, { ...settings, displayName: `Drifted ${made.publisherId}` }, key());
  const stranger = `stranger@${made.tenant.domains[0]!}`;
  await world.simulator.changeInCpp(made.publisherId, { addUser: user(stranger, "Owner"), locked: false });
  await world.simulator.changeInCpp(made.publisherId, { removeUser: made.secondOwner });
  return { stranger };
}

test("agreement, with personal accounts and applications too, is reported and changes nothing", async () => {
  const users = [
    {
      kind: "person",
      email: "someone@outlook.com",
      displayName: null,
      role: "Contributor",
      identity: "microsoftAccount",
    },
    { kind: "application", applicationId: "A-1", displayName: "Robot", role: "Owner", identity: "work" },
  ];
  const { made, owner } = await migrate(world, { users });
  await world.account();
  changed(await addUser(owner, made, made.employee, "MARKETER"));
  await world.settle();
  const before = [await world.simulator.effects(made.publisherId), await changesOf(owner, made)];
  expect(await reconcileIn(world)).toEqual({ status: 0, lines: [clean], counts: clean });
  await world.simulator.changeInCpp(made.publisherId, { addUser: user("x@live.com", "Owner", "microsoftAccount") });
  expect(await reconcileIn(world)).toMatchObject({ status: 0, counts: clean });
  await world.settle();
  expect([await world.simulator.effects(made.publisherId), await changesOf(owner, made)]).toEqual(before);
});

test("drift is reported, adopted from Partner Center and repaired in CPP, and the next run finds none", async () => {
  const { made, owner } = await migrate(world);
  const { stranger } = await drift(made);
  const since = (await userEffects(world, made, "cpp")).length;
  const { status, lines } = await reconcileIn(world);
  expect(status).toBe(0);
  expect(lines).toEqual([
    `${made.publisherId} repaired: ` +
      [
        `${made.employee} is MANAGER in Partner Center and not in our record`,
        `${made.contributor} is not in Partner Center any more`,
        "the settings in Partner Center are others than in our record: displayName",
        `${made.secondOwner} is nobody in CPP and should be OWNER`,
        `${stranger} is OWNER in CPP and should be nobody`,
        "the settings in CPP are not read-only",
      ].join("; "),
    "Repairs in Cloud Partner Portal are made by the worker: see AccountUser.sync.",
    "1 compared, 0 in agreement, 1 repaired, 0 left, 0 could not be compared",
  ]);
  expect(await userOf(owner, made, made.secondOwner)).toMatchObject({ sync: { state: "PENDING" } });
  await world.settle();
  expect(await userEffects(world, made, "cpp", since)).toEqual(
    expect.arrayContaining([
      `user-saved ${made.employee}`,
      `user-removed ${made.contributor}`,
      `user-saved ${made.secondOwner}`,
      `user-removed ${stranger}`,
      `locked ${made.publisherId}`,
    ]),
  );
  expect(await cppUsersOf(world, made)).toEqual(
    [made.employee, made.owner, made.secondOwner].map((email) => `Owner ${email}`).sort(),
  );
  expect((await world.simulator.state(made.publisherId)).cpp.locked).toBe(true);
  expect(await userOf(owner, made, made.secondOwner)).toMatchObject({ cppRole: "OWNER", sync: { state: "SYNCED" } });
  const events = await changesOf(owner, made);
  expect(events).toEqual(
    expect.arrayContaining([
      "USER_ADDED Eve was added as a manager.",
      "USER_REMOVED Contributor was removed.",
      "SETTINGS_CHANGED The account settings were changed.",
      "USER_CHANGED Cloud Partner Portal and Partner Center disagreed about Second. This is being corrected.",
      "CPP_SYNCED The change to Second has reached Cloud Partner Portal.",
      "SETTINGS_CHANGED The settings in Cloud Partner Portal were editable. They are being made read-only again.",
    ]),
  );
  expect(await reconcileIn(world)).toEqual({ status: 0, lines: [clean], counts: clean });
  await world.settle();
  expect(await changesOf(owner, made)).toEqual(events);
  expect(settingsIn(await update(owner, made, {})).displayName).toBe(`Drifted ${made.publisherId}`);
});

test("a personal account in CPP that has a role in Partner Center is repaired to a work account", async () => {
  const { made, owner } = await migrate(world);
  const personal = user(made.contributor, "Contributor", "microsoftAccount");
  await world.simulator.changeInCpp(made.publisherId, { addUser: personal });
  expect((await reconcileIn(world)).lines[0]).toBe(
    `${made.publisherId} repaired: ${made.contributor} is another kind of account in CPP than in our record`,
  );
  await world.settle();
  const { cpp } = await world.simulator.state(made.publisherId);
  expect(cpp.users.map(({ identity }) => identity)).toEqual(["work", "work", "work"]);
  expect(await userOf(owner, made, made.contributor)).toMatchObject({ sync: { state: "SYNCED" } });
  expect(await reconcileIn(world)).toEqual({ status: 0, lines: [clean], counts: clean });
});

test("of two roles the one on record is kept", async () => {
  const { made, owner } = await migrate(world);
  const { partnerCenter } = world.app.services.upstream;
  const seller = { tenantId: made.tenant.tenantId, publisherId: made.publisherId };
  const contributor: Principal = { kind: "PERSON", email: made.contributor, applicationId: null, displayName: "C" };
  await partnerCenter.addMember(seller, "MARKETER", contributor, key());
  const before = await changesOf(owner, made);
  const { status, lines } = await reconcileIn(world);
  expect(status).toBe(0);
  expect(lines[0]).toBe(`${made.publisherId} repaired: ${made.contributor} has two roles in Partner Center`);
  await world.settle();
  expect((await membersOf(world, made)).filter((one) => one.endsWith(` ${made.contributor}`))).toEqual([
    `Developer ${made.contributor}`,
  ]);
  expect(await reconcileIn(world)).toEqual({ status: 0, lines: [clean], counts: clean });
  expect(await changesOf(owner, made)).toEqual(before);
});

test("of two roles OWNER is kept where nobody else has it", async () => {
  const { made } = await migrate(world);
  const { partnerCenter } = world.app.services.upstream;
  const seller = { tenantId: made.tenant.tenantId, publisherId: made.publisherId };
  const contributor: Principal = { kind: "PERSON", email: made.contributor, applicationId: null, displayName: "C" };
  const before = await partnerCenter.members(seller);
  await partnerCenter.addMember(seller, "OWNER", contributor, key());
  for (const { role, memberId } of before.filter(({ role }) => role === "OWNER"))
    await partnerCenter.removeMember(seller, role, memberId, key());
  await reconcileIn(world);
  await world.settle();
  expect((await membersOf(world, made)).filter((one) => one.endsWith(` ${made.contributor}`))).toEqual([
    `Owner ${made.contributor}`,
  ]);
  const promoted = await world.as(made.contributor);
  expect(await userOf(promoted, made, made.contributor)).toMatchObject({ partnerCenterRole: "OWNER" });
});

test("a dry run reports drift and changes nothing", async () => {
  const { made, owner } = await migrate(world);
  await drift(made);
  const look = async () => [
    await world.simulator.effects(made.publisherId),
    await changesOf(owner, made),
    await membersOf(world, made),
    await lookAt(owner, made.publisherId),
  ];
  const before = await look();
  for (let run = 0; run < 2; run++) {
    const { status, lines } = await reconcileIn(world, { dryRun: true });
    expect(status).toBe(1);
    expect(lines[0]).toMatch(new RegExp(`^${made.publisherId} differs: .*; the settings in CPP are not read-only$`));
    expect(lines.slice(1)).toEqual(["1 compared, 0 in agreement, 1 differ, 0 could not be compared"]);
  }
  await world.settle();
  expect(await look()).toEqual(before);
});

test("a failed sync is left to support, but becomes SYNCED when CPP turns out to match it", async () => {
  const { made, owner } = await migrate(world);
  changed(await addUser(owner, made, made.employee));
  const body = { error: { code: "UserNotAllowed", message: "CPP does not want this user." } };
  await world.simulator.fault({ system: "cpp", method: "PUT", status: 409, body, times: 1 });
  await world.settle();
  const left = await reconcileIn(world);
  expect(left.status).toBe(1);
  expect(left.lines[0]).toContain(`${made.employee} differs in CPP, and that sync was given up`);
  expect(await userOf(owner, made, made.employee)).toMatchObject({ sync: { state: "FAILED" } });
  await world.simulator.changeInCpp(made.publisherId, { addUser: user(made.employee, "Contributor") });
  expect((await reconcileIn(world)).lines[0]).toContain("is in CPP as wanted");
  expect(await userOf(owner, made, made.employee)).toMatchObject({
    cppRole: "CONTRIBUTOR",
    sync: { state: "SYNCED", lastError: null },
  });
  expect(await reconcileIn(world)).toMatchObject({ status: 0, counts: clean });
});

test("when CPP refuses to be locked again, that is given up until the next run finds it open", async () => {
  const { made } = await migrate(world);
  await world.simulator.changeInCpp(made.publisherId, { locked: false });
  const body = { error: { code: "NotNow", message: "CPP cannot be locked now." } };
  await world.simulator.fault({ system: "cpp", method: "PUT", status: 409, body });
  expect((await reconcileIn(world)).lines[0]).toContain("the settings in CPP are not read-only");
  await world.settle();
  expect(await world.app.services.database.reader.countBy(Job, { kind: "cpp-lock@1" })).toBe(0);
  await world.simulator.healAll();
  expect((await reconcileIn(world)).lines[0]).toContain("the settings in CPP are not read-only");
  await world.settle();
  expect((await world.simulator.state(made.publisherId)).cpp.locked).toBe(true);
});

test("an empty member list from Partner Center is reported as not comparable and removes nobody", async () => {
  const { made, owner } = await migrate(world);
  const body = { totalCount: 0, items: [] };
  await world.simulator.fault({ system: "partner-center", path: "/v1/roles/", method: "GET", body });
  const { status, lines } = await reconcileIn(world);
  expect({ status, line: lines[0] }).toEqual({
    status: 1,
    line: `${made.publisherId} could not be compared: Partner Center names no owner`,
  });
  await world.simulator.healAll();
  await world.settle();
  expect(await userOf(owner, made, made.secondOwner)).toMatchObject({ access: "ACTIVE" });
  expect(await reconcileIn(world)).toMatchObject({ status: 0, counts: clean });
});
