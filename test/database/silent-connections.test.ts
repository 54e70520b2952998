import { Tenant } from "../../entities/tenant";
import { createDatabase, type Database, type Tx } from "../../src/database/database";
import { insertRows } from "../../src/database/insert-rows";
import { preparedRead } from "../../src/database/prepared-read";
import { enqueue } from "../../src/outbox/enqueue";
import { lateDatabase, type LateDatabase } from "../support/late-database";
import { until } from "../support/until";
import { openWorkplace } from "../support/workplace";

const read = preparedRead(Tenant, "tenant", (query) => query.where("tenant.tenantId = :tenantId"));
const unanswered = "the database has not answered in time";
const add = (tx: Tx, tenantId: string) =>
  insertRows(tx, Tenant, [{ tenantId, displayName: "", defaultDomain: null, checkedAt: 0 }]);

let behind: LateDatabase;
let database: Database;
beforeEach(async () => {
  behind = await lateDatabase();
  await behind.appear();
  database = createDatabase(behind.url, { lookMs: 20 });
  await database.open();
});
afterEach(async () => {
  await database.close();
  await behind.drop();
});

test("a worker continues after its connections have gone silent, and can be stopped", async () => {
  const place = await openWorkplace();
  const other = createDatabase(behind.url);
  await other.open();
  const did: string[] = [];
  const worker = place.worker(async (_, { accountId }) => {
    did.push(accountId);
    return "done";
  }, database);
  const job = (accountId: string) => (tx: Tx) => enqueue(tx, accountId, { kind: "advance@1" }, place.clock.now());
  await database.write(job("before"));
  worker.start();
  await until(async () => did.includes("before"));
  behind.fallSilent?.();
  await other.write(job("after"));
  await until(async () => did.includes("after"));
  behind.fallSilent?.();
  await worker.stop();
  await other.close();
  await place.close();
});

// SQLite has no connection that could go silent.
if (process.env.TEST_DATABASE === "mysql") {
  const find = async (tenantId: string) => (await read(database, undefined, { tenantId })).length;
  const many = <T>(work: () => Promise<T>) => Promise.all(Array.from({ length: 40 }, work));

  test("reads on silent connections are repeated on other connections", async () => {
    await database.write((tx) => add(tx, "a"));
    await many(() => find("a"));
    behind.fallSilent!();
    expect(await find("a")).toBe(1);
    behind.fallSilent!();
    expect(new Set(await many(() => find("a")))).toEqual(new Set([1]));
  });

  test("a unit whose connection goes silent is rejected without a retry, and the next ones succeed", async () => {
    let runs = 0;
    const unit = database.write(async (tx) => {
      runs++;
      await add(tx, "a");
      await tx.query("SELECT 1");
      behind.fallSilent!();
    });
    await expect(unit).rejects.toThrow(unanswered);
    expect(runs).toBe(1);
    await many(() => database.write((tx) => tx.query("SELECT 1")));
    await database.write((tx) => add(tx, "b"));
    expect(await find("b")).toBe(1);
  });

  test("a one-statement unit and a ping are rejected on silent connections, and the next ones succeed", async () => {
    await database.writeOne((tx) => add(tx, "a"));
    behind.fallSilent!();
    await expect(database.writeOne((tx) => add(tx, "b"))).rejects.toThrow(unanswered);
    await database.writeOne((tx) => add(tx, "c"));
    behind.fallSilent!();
    await expect(database.ping()).rejects.toThrow(unanswered);
    await database.ping();
  });

  test("an unanswered read does not end a unit that is between two statements", async () => {
    await database.write(async (tx) => {
      await add(tx, "a");
      await tx.query("SELECT 1");
      await expect(database.rows("SELECT SLEEP(20)", [])).rejects.toThrow(unanswered);
      await add(tx, "b");
    });
    expect([await find("a"), await find("b")]).toEqual([1, 1]);
  });
}
