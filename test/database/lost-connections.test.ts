import { Tenant } from "../../entities/tenant";
import { createDatabase, type Database, type Tx } from "../../src/database/database";
import { preparedRead } from "../../src/database/prepared-read";
import { sendLater } from "../../src/database/send-later";
import { lateDatabase, type LateDatabase } from "../support/late-database";
import { until } from "../support/until";

let behind: LateDatabase;
let database: Database;
let other: Database;
beforeEach(async () => {
  behind = await lateDatabase();
  await behind.appear();
  [database, other] = [createDatabase(behind.url), createDatabase(behind.url)];
  for (const one of [database, other]) await one.open();
});
afterEach(async () => {
  for (const one of [database, other]) await one.close();
  await behind.drop();
});

const read = preparedRead(Tenant, "tenant", (query) => query.where("tenant.tenantId = :tenantId"));
const find = async (tenantId: string) => (await read(database, undefined, { tenantId })).length;
const many = <T>(work: () => Promise<T>) => Promise.all(Array.from({ length: 40 }, work));
const add = (tx: Tx, tenantId: string) =>
  tx.insert(Tenant, { tenantId, displayName: "", defaultDomain: null, checkedAt: 0 });

test("reads and units go on", async () => {
  await database.write((tx) => add(tx, "a"));
  expect(await find("a")).toBe(1);
});

// SQLite has no connection that could be lost.
if (process.env.TEST_DATABASE === "mysql") {
  /** Kills the connection that executes such a statement, as soon as one does. */
  const kill = (text: string) =>
    until(async () => {
      const sql = `SELECT id FROM information_schema.processlist WHERE command <> 'Sleep' AND info LIKE ?
        AND id <> CONNECTION_ID()`;
      const [found] = await other.reader.query<{ id: number }[]>(sql, [`%${text}%`]);
      if (found) await other.reader.query(`KILL CONNECTION ${found.id}`);
      return found !== undefined;
    });

  test("a read whose connection is lost is made again", async () => {
    const slow = database.rows("SELECT 'first read', SLEEP(2)", []);
    await kill("first read");
    expect((await slow).rows).toEqual([["first read", 0]]);
  });

  test("a unit whose connection is lost before its COMMIT is run again", async () => {
    let runs = 0;
    await database.write(async (tx) => {
      await add(tx, "a");
      const [{ id }] = await tx.query<[{ id: number }]>("SELECT CONNECTION_ID() AS id");
      if (++runs === 1) await other.reader.query(`KILL CONNECTION ${id}`);
      await add(tx, "b");
    });
    expect(runs).toBe(2);
    expect([await find("a"), await find("b")]).toEqual([1, 1]);
  });

  test("a unit whose connection is lost during its COMMIT is not, because it may have taken effect", async () => {
    let runs = 0;
    const unit = database.write(async (tx) => {
      runs++;
      await add(tx, "a");
      await sendLater(tx, "SELECT 'with the commit', SLEEP(20)", []);
    });
    const outcome = expect(unit).rejects.toThrow();
    await kill("with the commit");
    await outcome;
    expect([runs, await find("a")]).toEqual([1, 0]);
  });

  test("a unit of one statement whose connection is lost is not run again either", async () => {
    await database.write((tx) => add(tx, "a"));
    let runs = 0;
    const unit = database.writeOne(async (tx) => {
      runs++;
      await tx.query("UPDATE tenant SET checked_at = SLEEP(20) WHERE tenant_id = 'a'");
    });
    const outcome = expect(unit).rejects.toThrow();
    await kill("SLEEP(20)");
    await outcome;
    expect(runs).toBe(1);
  });

  test("what is asked while the database is away for a moment is answered when it is back", async () => {
    await many(() => find("a"));
    behind.vanish!();
    const asked = Promise.all([many(() => find("a")), database.write((tx) => add(tx, "b"))]);
    await expect(database.ping()).rejects.toThrow();
    await behind.appear();
    const [counts] = await asked;
    expect(new Set(counts)).toEqual(new Set([0]));
    expect(await find("b")).toBe(1);
  });
}
