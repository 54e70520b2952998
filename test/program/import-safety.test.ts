import { writeFileSync } from "node:fs";
import { row, user, exportWorld, type ExportWorld } from "./export-file";
import type { ImportProgress } from "../../src/program/import-accounts";
import { Account } from "../../entities/account";
import { AccountUser } from "../../entities/account-user";
import { Migration } from "../../entities/migration";

let world: ExportWorld;
beforeEach(async () => {
  world = await exportWorld();
});
afterEach(() => world.end());

const owner = user("kai@contoso.com", { role: "Owner" });

test("an aborted import leaves whole batches, and the next import adds the rest", async () => {
  const rows = Array.from({ length: 105 }, (_, index) => row(`publisher-${index}`));
  await world.save(...rows);
  const stop = new AbortController();
  const progress = ({ imported }: ImportProgress) => void (imported > 0 && stop.abort());
  await expect(world.run({ batchSize: 10, signal: stop.signal, progress })).rejects.toThrow("abort");
  const whole = await world.database.reader.count(Account);
  expect([10, 20, 30, 40, 50]).toContain(whole);
  expect(await world.database.reader.count(Migration)).toBe(whole);
  expect(await world.database.reader.count(AccountUser)).toBe(2 * whole);
  expect(await world.run({ batchSize: 10 })).toMatchObject({ imported: 105 - whole, unchanged: whole });
  expect(await world.run()).toMatchObject({ imported: 0, unchanged: 105 });
});

test("an export that is changed while it is imported is refused, even if its rows are good ones", async () => {
  await world.save(...["one", "two", "ten"].map((name) => row(name)));
  const changed = ["one", "two", "ten", "six"].map((name) => row(name, { mpnId: "7654321" }));
  // The first progress is that everything has been read, and nothing written.
  const progress = () => writeFileSync(world.file, changed.map((one) => JSON.stringify(one)).join("\n"));
  await expect(world.run({ progress })).rejects.toThrow("changed while it was read; import it again");
  expect(await world.database.reader.count(Account)).toBe(0);
  expect(await world.run()).toMatchObject({ imported: 4, unchanged: 0 });
});

test("two concurrent imports of a file import each account once", async () => {
  await world.save(...Array.from({ length: 300 }, (_, index) => row(`publisher-${index}`)));
  const both = await Promise.all([world.run({ batchSize: 100 }), world.run({ batchSize: 70 })]);
  expect(both[0].imported + both[1].imported).toBe(300);
  expect(await world.database.reader.count(AccountUser)).toBe(600);
});

test("an account may have more users than one statement can insert", async () => {
  const many = Array.from({ length: 2_345 }, (_, index) => user(`user-${index}@contoso.com`));
  await world.import(row("contoso", { users: [owner] }), row("fabrikam", { users: [owner, ...many] }));
  expect(await world.import(row("contoso", { users: [owner, ...many] }))).toMatchObject({ imported: 1, unchanged: 0 });
  expect(await world.database.reader.count(AccountUser)).toBe(2 * 2_346);
});

test("a name with words that would be cut inside a surrogate pair is imported", async () => {
  const letters = (last: string) => `${"x".repeat(59)}${last}`;
  const displayName = `${letters("\u{20000}")} ${letters("\u{24000}")}`;
  expect(await world.import(row("contoso", { displayName }))).toMatchObject({ imported: 1, unchanged: 0 });
});
