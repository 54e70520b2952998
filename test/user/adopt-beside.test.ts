import { randomUUID } from "node:crypto";
import type { Database } from "../../src/database/database";
import { jobHandlers } from "../../src/outbox/handlers";
import { createWorker } from "../../src/outbox/worker";
import type { PartnerCenter } from "../../src/upstream/upstream";
import type { MadeAccount } from "../support/accounts";
import type { Client } from "../support/client";
import { settingsIn, update } from "../support/manage-settings";
import { addUser, changed, changeRole, changesOf, removeUser, userOf } from "../support/manage-users";
import { migrate } from "../support/migrate";
import { membersOf } from "../support/walk";
import { gate, type Gate } from "../support/workplace";
import { openWorld, type World } from "../support/world";

let world: World;
let usual: PartnerCenter;
beforeAll(async () => {
  world = await openWorld();
  usual = { ...world.app.services.upstream.partnerCenter };
});
afterAll(() => world.close());
afterEach(() => void Object.assign(world.app.services.upstream.partnerCenter, usual));

type Call = (...args: unknown[]) => Promise<unknown>;

/** Makes the first call wait at the door: before it is made, or once it has taken effect. */
function heldUp(call: keyof PartnerCenter, door: Gate, when: "before" | "after"): Partial<PartnerCenter> {
  let calls = 0;
  const held: Call = async (...args) => {
    const isFirst = calls++ === 0;
    if (isFirst && when === "before") await door.pass();
    const answer = await (usual[call] as Call)(...args);
    if (isFirst && when === "after") await door.pass();
    return answer;
  };
  return { [call]: held };
}

/** The worker of another process, which waits at the door once it has claimed a job, or before or after that call. */
function slowWorker(where: "claimed" | "members" | "removeMember", door: Gate, when: "before" | "after" = "before") {
  const { services } = world.app;
  const { database, upstream } = services;
  const writeOne: Database["writeOne"] = async (unit) => {
    const written = await database.writeOne(unit);
    await door.pass();
    return written;
  };
  const partnerCenter = { ...usual, ...(where !== "claimed" && heldUp(where, door, when)) };
  const ours = {
    database: where === "claimed" ? { ...database, writeOne } : database,
    upstream: { ...upstream, partnerCenter },
  };
  return createWorker({ ...services, ...ours }, jobHandlers);
}

/** Lets the worker do what follows. */
async function later(): Promise<void> {
  world.clock.advance(31_000);
  await world.settle();
}

/** Leaves nothing due but one look at the account in Partner Center; returns its settings. */
async function lookIsDue(made: MadeAccount, owner: Client) {
  await later();
  const settings = settingsIn(await update(owner, made, {}));
  world.clock.advance(31_000);
  return settings;
}

/** A request's call to Partner Center, and whether it waits before it is made or once it has taken effect. */
type Held = ["addMember" | "removeMember" | "saveSettings", "before" | "after"];

/**
 * Has a slow worker wait with its look at an account while a request begins, and the request wait until the worker has
 * ended, and `meanwhile` as well. Returns the request's answer.
 */
async function besideLook<Result>(
  where: "claimed" | "members",
  [call, when]: Held,
  send: () => Promise<Result>,
  meanwhile = async (): Promise<void> => {},
): Promise<Result> {
  const [look, request] = [gate(), gate()];
  const looked = slowWorker(where, look).drain();
  await look.arrived;
  Object.assign(world.app.services.upstream.partnerCenter, heldUp(call, request, when));
  const answer = send();
  await request.arrived;
  look.open();
  await looked;
  await meanwhile();
  request.open();
  return answer;
}

const rolesOf = async (made: MadeAccount, email: string) =>
  (await membersOf(world, made)).filter((one) => one.endsWith(` ${email}`));

test("a removal under way is not given up by a look that was claimed before it, so the last owner stays", async () => {
  const { made, owner } = await migrate(world);
  const second = changed(await changeRole(owner, await userOf(owner, made, made.secondOwner), "OWNER"));
  const first = await userOf(owner, made, made.owner);
  await lookIsDue(made, owner);
  const removed = await besideLook(
    "claimed",
    ["removeMember", "before"],
    () => removeUser(owner, second),
    async () => expect(await changeRole(owner, first, "MANAGER")).toMatchObject({ __typename: "LastOwner" }),
  );
  expect(changed(removed)).toMatchObject({ access: "REMOVED" });
});

test("nor does such a look take the request's own settings for others that came before it", async () => {
  const { made, owner } = await migrate(world);
  const { version: ifVersion } = await lookIsDue(made, owner);
  const before = await changesOf(owner, made);
  const answer = await besideLook("claimed", ["saveSettings", "after"], () =>
    update(owner, made, { displayName: "Own", ifVersion }),
  );
  expect(settingsIn(answer)).toMatchObject({ displayName: "Own", version: ifVersion + 1 });
  await later();
  expect(await changesOf(owner, made)).toHaveLength(before.length + 1);
});

test("nor the request's own addition", async () => {
  const { made, owner } = await migrate(world);
  await lookIsDue(made, owner);
  const answer = await besideLook("claimed", ["addMember", "after"], () => addUser(owner, made, made.employee));
  expect(changed(answer)).toMatchObject({ access: "ACTIVE" });
});

test("a look that began before a change of a role does not remove the new one, so nobody loses both", async () => {
  const { made, owner } = await migrate(world);
  const user = await userOf(owner, made, made.contributor);
  await lookIsDue(made, owner);
  changed(await besideLook("members", ["removeMember", "before"], () => changeRole(owner, user, "MARKETER")));
  expect(await rolesOf(made, made.contributor)).toEqual([`Marketer ${made.contributor}`]);
  await later();
  expect(await userOf(owner, made, made.contributor)).toMatchObject({
    access: "ACTIVE",
    partnerCenterRole: "MARKETER",
  });
});

/** Has a look ask Partner Center before a request's call to it, and adopt the answer after the request has ended. */
async function lookAround<Result>(call: Held[0], send: () => Promise<Result>): Promise<Result> {
  const [request, look] = [gate(), gate()];
  Object.assign(world.app.services.upstream.partnerCenter, heldUp(call, request, "before"));
  const answering = send();
  await request.arrived;
  world.clock.advance(31_000);
  const looked = slowWorker("members", look, "after").drain();
  await look.arrived;
  request.open();
  const answer = await answering;
  look.open();
  await looked;
  return answer;
}

test("what a request has recorded is not undone by a look that asked Partner Center before it", async () => {
  const { made, owner } = await migrate(world);
  const add = () => addUser(owner, made, made.employee, "DEVELOPER");
  const added = changed(await lookAround("addMember", add));
  expect(await userOf(owner, made, made.employee)).toMatchObject({ access: "ACTIVE" });
  changed(await lookAround("addMember", () => changeRole(owner, added, "MARKETER")));
  expect(await userOf(owner, made, made.employee)).toMatchObject({ partnerCenterRole: "MARKETER" });
  changed(await lookAround("removeMember", () => removeUser(owner, added)));
  expect(await userOf(owner, made, made.employee)).toMatchObject({ access: "REMOVED" });
  settingsIn(await lookAround("saveSettings", () => update(owner, made, { displayName: "Own" })));
  expect(settingsIn(await update(owner, made, {})).displayName).toBe("Own");
  expect((await changesOf(owner, made)).filter((one) => !one.startsWith("CPP_SYNCED"))).toHaveLength(5);
});

test("who has two roles cannot be changed while one of them is being removed", async () => {
  const { made, owner } = await migrate(world);
  const user = await userOf(owner, made, made.contributor);
  await lookIsDue(made, owner);
  const seller = { tenantId: made.tenant.tenantId, publisherId: made.publisherId };
  const person = { kind: "PERSON" as const, email: made.contributor, applicationId: null, displayName: "C" };
  await usual.addMember(seller, "MARKETER", person, { requestId: randomUUID() });
  const door = gate();
  const looked = slowWorker("removeMember", door).drain();
  await door.arrived;
  expect(await changeRole(owner, user, "MARKETER")).toMatchObject({
    __typename: "TemporarilyUnavailable",
    message: expect.stringMatching("^Another change is still on its way"),
  });
  door.open();
  await looked;
  expect(await rolesOf(made, made.contributor)).toEqual([`Developer ${made.contributor}`]);
  changed(await changeRole(owner, user, "MARKETER"));
  expect(await rolesOf(made, made.contributor)).toEqual([`Marketer ${made.contributor}`]);
});
