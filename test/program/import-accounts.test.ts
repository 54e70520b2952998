import { row, user, exportWorld, type ExportWorld } from "./export-file";
import { Account } from "../../entities/account";
import { AccountTerm } from "../../entities/account-term";
import { AccountUser } from "../../entities/account-user";
import { Migration } from "../../entities/migration";
import { MigrationStatus } from "../../entities/words";
import { accountIdOf } from "../../src/ids";

let world: ExportWorld;
beforeEach(async () => {
  world = await exportWorld();
});
afterEach(() => world.end());

const id = accountIdOf("contoso");
const account = () => world.database.reader.findOneByOrFail(Account, { id });
const migration = () => world.database.reader.findOneByOrFail(Migration, { accountId: id });
const users = () => world.database.reader.find(AccountUser, { where: { accountId: id }, order: { id: "ASC" } });
const terms = async () => (await world.database.reader.findBy(AccountTerm, { accountId: id })).map(({ term }) => term);
const startsOf = (term: string) => [...term].map((_, i) => term.slice(0, i + 1));
const everything = async () => {
  const { reader } = world.database;
  const order = { accountId: "ASC" } as const;
  return [
    await reader.find(Account, { order: { id: "ASC" } }),
    await reader.find(Migration, { order }),
    await reader.find(AccountUser, { order: { ...order, id: "ASC" } }),
    await reader.find(AccountTerm, { order: { ...order, term: "ASC" } }),
  ];
};
const setStatus = (status: MigrationStatus) =>
  world.database.write((tx) => tx.createQueryBuilder().update(Migration).set({ status }).execute());

const owner = user("kai@contoso.com", { role: "Owner" });
const counts = (imported: number, unchanged: number) => ({ imported, unchanged, rejected: 0 });

test("a new account is imported with its migration, users and search terms", async () => {
  const robot = { kind: "application", applicationId: "ABC-1", displayName: null, role: "Owner", identity: "work" };
  const users4 = [user("b@contoso.com"), owner, robot, user("a@contoso.com", { kind: "group", displayName: " " })];
  const result = await world.import(
    row("contoso", { displayName: "Åkeri Öst", mpnId: " N/A ", users: users4, more: 1 }),
  );
  expect(result).toEqual({ ...counts(1, 0), rejectedFile: null });

  expect(await account()).toMatchObject({
    publisherId: "contoso",
    displayName: "Åkeri Öst",
    sortName: "akeri ost",
    mpnId: " N/A ",
    signInPersonal: false,
    sellerContact: { phone: null, address: { line1: "1 Main Street", line2: null, region: null, countryCode: "SE" } },
    settingsVersion: 1,
    eventCount: 0,
  });
  expect(await migration()).toMatchObject({
    status: "NOT_STARTED",
    version: 1,
    attempt: 0,
    sortName: "akeri ost",
    workEmailState: "DUE",
    workEmailReason: "CONFIRM_WORK_EMAIL",
    mpnState: "DUE",
  });
  expect((await migration()).steps).toHaveLength(4);
  expect((await terms()).sort()).toEqual([...startsOf("akeri"), ...startsOf("contoso"), ...startsOf("ost")]);
  expect(
    (await users()).map(({ principal, principalKind, name, cppRole }) => [principal, principalKind, name, cppRole]),
  ).toEqual([
    ["b@contoso.com", "PERSON", "Kai Silva", "CONTRIBUTOR"],
    ["kai@contoso.com", "PERSON", "Kai Silva", "OWNER"],
    ["abc-1", "APPLICATION", null, "OWNER"],
    ["a@contoso.com", "GROUP", null, "CONTRIBUTOR"],
  ]);
});

test("importing the same export again writes nothing, even with its users reordered", async () => {
  await world.import(row("contoso"), row("fabrikam"));
  const before = [world.writes(), await everything()];
  expect(await world.run()).toMatchObject(counts(0, 2));
  expect(await world.import(row("contoso", { users: row("x").users.reverse() }))).toMatchObject(counts(0, 1));
  expect([world.writes(), await everything()]).toEqual(before);
});

test("a changed row updates what CPP owns and leaves the migration's answers unchanged", async () => {
  await world.import(row("contoso"), row("fabrikam"));
  await setStatus(MigrationStatus.ACTION_REQUIRED);
  const before = await migration();
  const result = await world.import(row("contoso", { displayName: "Northwind", mpnId: null }), row("fabrikam"));
  expect(result).toMatchObject(counts(1, 1));
  expect(await account()).toMatchObject({
    displayName: "Northwind",
    sortName: "northwind",
    mpnId: null,
    settingsVersion: 2,
  });
  expect(await migration()).toEqual({ ...before, sortName: "northwind" });
  expect((await terms()).sort()).toEqual([...startsOf("contoso"), ...startsOf("northwin"), "northwind"]);
  expect((await users()).map(({ sortName }) => sortName)).toEqual(["northwind", "northwind"]);
  expect(await world.run()).toMatchObject(counts(0, 2));
});

test.each([MigrationStatus.MIGRATING, MigrationStatus.COMPLETED])(
  "a changed row of an account that is %s is ignored",
  async (status) => {
    await world.import(row("contoso"));
    await setStatus(status);
    const before = await everything();
    expect(await world.import(row("contoso", { displayName: "Northwind", users: [owner] }))).toMatchObject(
      counts(0, 1),
    );
    expect(await everything()).toEqual(before);
  },
);

test("a user keeps the same ID when removed, added again and changed", async () => {
  const mei = user("mei@contoso.com");
  await world.import(row("contoso", { users: [owner, mei] }));
  const [first] = (await users()).filter(({ principal }) => principal === mei.email);
  world.clock.at += 1_000;
  expect(await world.import(row("contoso", { users: [owner, user("new@contoso.com")] }))).toMatchObject(counts(1, 0));
  expect((await users()).find(({ id: one }) => one === first!.id)).toMatchObject({
    access: "REMOVED",
    cppRole: null,
    removedAt: world.clock.at,
  });
  await world.import(row("contoso", { users: [owner, { ...mei, email: "MEI@contoso.com", role: "Owner" }] }));
  const after = await users();
  expect(after).toHaveLength(3);
  expect(after.find(({ id: one }) => one === first!.id)).toMatchObject({
    email: "MEI@contoso.com",
    access: "ACTIVE",
    cppRole: "OWNER",
    removedAt: null,
  });
  expect((await account()).settingsVersion).toBe(1);
});
