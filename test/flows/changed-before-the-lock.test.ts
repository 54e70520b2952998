import { AccountUsersDocument } from "../generated/graphql";
import { bringToTheLock, goOnToTheLock, type Brought } from "../support/bring-to";
import { minutes } from "../support/test-clock";
import { lookAt, membersOf } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Changes CPP after everything was copied, then lets the lock succeed. */
async function changed(change: (made: Brought["made"]) => object) {
  const brought = await bringToTheLock(world);
  const { made, owner } = brought;
  const before = (await world.simulator.effects(made.publisherId)).length;
  await world.simulator.changeInCpp(made.publisherId, change(made));
  world.clock.advance(minutes(1));
  await world.settle();
  const after = await lookAt(owner, made.publisherId);
  expect(after.migration.status).toBe("COMPLETED");
  const effects = (await world.simulator.effects(made.publisherId)).slice(before).map(({ effect }) => effect);
  expect(effects.at(-1)).toBe("locked");
  const { account } = await owner.run(AccountUsersDocument, { publisherId: made.publisherId, includeRemoved: true });
  const userOf = (email: string) => account!.users.nodes.find((user) => user.email === email);
  return { ...brought, after, effects: effects.slice(0, -1), account: account!, userOf };
}

const cppUser = (email: string, role: string, identity = "work", displayName = "Changed") => ({
  addUser: { kind: "person", email, displayName, role, identity },
});

test("a user added in CPP before the lock is copied", async () => {
  const { made, effects, userOf } = await changed(({ employee }) => cppUser(employee, "Contributor"));
  expect(effects).toEqual(["user-added"]);
  expect(await membersOf(world, made)).toContain(`Developer ${made.employee}`);
  expect(userOf(made.employee)).toMatchObject({ partnerCenterRole: "DEVELOPER", sync: { state: "SYNCED" } });
});

test("a user removed in CPP before the lock loses the copied role", async () => {
  const { made, effects, userOf } = await changed(({ contributor }) => ({ removeUser: contributor }));
  expect(effects).toEqual(["user-removed"]);
  expect(await membersOf(world, made)).toEqual([`Manager ${made.secondOwner}`, `Owner ${made.owner}`]);
  expect(userOf(made.contributor)).toMatchObject({ access: "REMOVED", partnerCenterRole: null });
});

test("a user whose CPP role changes before the lock has only the role that corresponds to the new one", async () => {
  const { made, userOf } = await changed(({ contributor }) => cppUser(contributor, "Owner"));
  expect(await membersOf(world, made)).toEqual([
    `Manager ${made.contributor}`,
    `Manager ${made.secondOwner}`,
    `Owner ${made.owner}`,
  ]);
  expect(userOf(made.contributor)).toMatchObject({ cppRole: "OWNER", partnerCenterRole: "MANAGER" });
});

test("a personal account added in CPP before the lock needs a work account and is not copied", async () => {
  const email = "late@outlook.com";
  const { effects, userOf } = await changed(() => cppUser(email, "Owner", "microsoftAccount"));
  expect(effects).toEqual([]);
  expect(userOf(email)).toMatchObject({ access: "NEEDS_WORK_ACCOUNT", partnerCenterRole: null });
});

test("settings changed in CPP before the lock are saved again", async () => {
  const { made, effects, account } = await changed(() => ({ displayName: "Renamed" }));
  expect(effects).toEqual(["settings-saved"]);
  expect(account.displayName).toBe("Renamed");
  expect((await world.simulator.state(made.publisherId)).partnerCenter!.settings.companyName).toBe("Renamed");
});

test("a new ETag without new content causes nothing to be copied again", async () => {
  // The same user again: CPP gets a new ETag but no new content.
  const { effects } = await changed(({ contributor }) => cppUser(contributor, "Contributor", "work", "Contributor"));
  expect(effects).toEqual([]);
});

test("a user added in CPP before the lock is copied once Partner Center answers again", async () => {
  const { made, owner } = await bringToTheLock(world);
  await world.simulator.changeInCpp(made.publisherId, cppUser(made.employee, "Contributor"));
  await world.simulator.fault({ system: "partner-center", method: "POST", path: "/v1/roles", status: 500 });
  world.clock.advance(minutes(1));
  await world.settle();
  await world.simulator.healAll();
  expect((await lookAt(owner, made.publisherId)).migration.status).toBe("MIGRATING");
  world.clock.advance(minutes(1));
  await world.settle();
  expect((await lookAt(owner, made.publisherId)).migration.status).toBe("COMPLETED");
  expect(await membersOf(world, made)).toContain(`Developer ${made.employee}`);
});

test("settings changed in CPP and changed back before the lock end with the original value", async () => {
  const { made, owner } = await bringToTheLock(world);
  await world.simulator.changeInCpp(made.publisherId, { displayName: "Renamed" });
  await goOnToTheLock(world);
  expect((await world.simulator.state(made.publisherId)).partnerCenter!.settings.companyName).toBe("Renamed");
  await world.simulator.changeInCpp(made.publisherId, { displayName: made.displayName });
  world.clock.advance(minutes(1));
  await world.settle();
  expect((await lookAt(owner, made.publisherId)).migration.status).toBe("COMPLETED");
  const { settings } = (await world.simulator.state(made.publisherId)).partnerCenter!;
  expect(settings.companyName).toBe(made.displayName);
});
