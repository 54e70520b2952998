import { notTaken, savingSettings } from "../support/bring-to";
import { addUser, changed, changeRole, removeUser, userOf } from "../support/manage-users";
import { contact, settingsIn, update } from "../support/manage-settings";
import { migrate } from "../support/migrate";
import { lookAt, start, submit, succeeded } from "../support/walk";
import { openWorld, type World } from "../support/world";
import { erasePersonIn, exportPersonIn, messages, tablesNaming } from "./person-commands";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test("names that the person had earlier are exported and erased as well", async () => {
  const { made, owner } = await migrate(world);
  const nora = made.employee;
  for (const displayName of ["Berit Berg", "Berit Lind"]) {
    const added = changed(await addUser(owner, made, nora, "DEVELOPER", { displayName }));
    await world.settle();
    changed(await removeUser(owner, added));
    await world.settle();
  }
  const events = (await exportPersonIn(world, nora))["timeline_event"] as { params: { user?: string } }[];
  expect(new Set(events.map(({ params }) => params.user))).toEqual(new Set(["Berit Berg", "Berit Lind"]));
  expect(await erasePersonIn(world, nora)).toMatchObject({ status: 0 });
  expect(await tablesNaming(world, nora, "Berit Berg", "Berit Lind")).toEqual([]);
  expect((await messages(owner, made.publisherId)).filter((line) => /former user was removed/.test(line))).toHaveLength(
    2,
  );
});

test("what CPP said about the person when it refused somebody else's change is exported and erased", async () => {
  const { made, owner } = await migrate(world);
  const nora = made.employee;
  changed(await removeUser(owner, changed(await addUser(owner, made, nora))));
  await world.settle();
  const body = { error: { code: "No", message: `User '${nora}' is not there: /users/${nora}?user=${nora}` } };
  changed(await removeUser(owner, await userOf(owner, made, made.contributor)));
  await world.simulator.fault({ system: "cpp", method: "DELETE", status: 409, body, times: 1 });
  await world.settle();
  expect((await exportPersonIn(world, nora))["account_user"]).toMatchObject([
    { email: nora },
    { syncError: body.error.message },
  ]);
  expect(await erasePersonIn(world, nora)).toMatchObject({ status: 0 });
  expect(await tablesNaming(world, nora)).toEqual([]);
  expect(await tablesNaming(world, "User '[erased]' is not there: /users/[erased]?user=[erased]")).toEqual([
    "account_user",
  ]);
});

test("who is the seller contact by name alone is kept there as well, and erased where nothing brings them back", async () => {
  const [cleo, claus] = ["Cleo Contact", "Claus Contact"];
  const { made, owner } = await migrate(world);
  const added = changed(await addUser(owner, made, made.employee, "DEVELOPER", { displayName: cleo }));
  settingsIn(await update(owner, made, { sellerContact: { ...contact, name: cleo } }));
  changed(await removeUser(owner, added));
  await world.settle();
  expect((await exportPersonIn(world, made.employee))["account"]).toMatchObject([{ sellerContact: { name: cleo } }]);
  expect(await erasePersonIn(world, made.employee)).toMatchObject({
    status: 1,
    text: expect.stringContaining("is the seller contact"),
  });
  settingsIn(await update(owner, made, { sellerContact: contact }));
  expect(await erasePersonIn(world, made.employee)).toMatchObject({ status: 0 });

  const email = `claus@${made.tenant.domains[0]}`;
  const user = { kind: "person", email, displayName: claus, role: "Contributor", identity: "microsoftAccount" };
  const closed = await world.account({ users: [user] });
  const [row] = closed.world.accounts as { sellerContact: object }[];
  await world.importRows([{ ...row, sellerContact: { ...row!.sellerContact, ...contact, name: claus } }]);
  expect(await erasePersonIn(world, email)).toMatchObject({
    status: 1,
    text: expect.stringContaining("is the seller contact in CPP"),
  });
  expect(await tablesNaming(world, cleo, claus)).toEqual(["account", "account_user"]);
  expect(await erasePersonIn(world, email, { closed: [closed.publisherId] })).toMatchObject({ status: 0 });
  expect(await tablesNaming(world, cleo, claus)).toEqual([]);
});

test("who moved the account, with their own address as the work e-mail, is erased once they have left it", async () => {
  const { made, owner } = await migrate(world);
  changed(await changeRole(owner, await userOf(owner, made, made.secondOwner), "OWNER"));
  settingsIn(await update(owner, made, { sellerContact: contact }));
  const successor = await world.as(made.secondOwner);
  changed(await removeUser(successor, await userOf(successor, made, made.owner)));
  await world.settle();
  const { migration, account } = await exportPersonIn(world, made.owner);
  expect({ migration, account }).toMatchObject({
    migration: [{ workEmail: made.owner }],
    account: [{ signInEmail: made.owner }],
  });
  expect(await erasePersonIn(world, made.owner)).toMatchObject({ status: 0 });
  expect(await tablesNaming(world, made.owner)).toEqual([]);
  expect((await lookAt(successor, made.publisherId)).migration).toMatchObject({
    status: "COMPLETED",
    startedBy: { displayName: "a former user" },
  });
});

test("what Partner Center said about the person when it refused a move is exported and erased", async () => {
  const made = await world.account();
  const owner = await world.as(made.owner);
  const { id } = await start(owner, made);
  succeeded(await submit(owner, id, made.owner));
  const body = { ...notTaken, description: `The contact ${made.employee} is not valid` };
  await world.simulator.fault({ ...savingSettings, status: 400, body, times: 1 });
  await world.settle();
  const { migration } = await exportPersonIn(world, made.employee);
  expect(migration).toMatchObject([{ failure: { detail: expect.stringContaining(made.employee) } }]);
  expect(await erasePersonIn(world, made.employee)).toMatchObject({ status: 0 });
  expect(await tablesNaming(world, made.employee)).toEqual([]);
  expect(await tablesNaming(world, "The contact [erased] is not valid")).toContain("migration");
});
