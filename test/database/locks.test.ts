import { createConnection, type Connection, type RowDataPacket } from "mysql2/promise";
import { Tenant } from "../../entities/tenant";
import { createDatabase, type Database, type Tx } from "../../src/database/database";
import { preparedRead } from "../../src/database/prepared-read";
import { freshDatabase, type FreshDatabase } from "../support/fresh-database";
import { until } from "../support/until";

let fresh: FreshDatabase;
let database: Database;
let other: Connection;
beforeEach(async () => {
  fresh = await freshDatabase();
  database = createDatabase(fresh.url, { lockSeconds: 1 });
  await database.open();
  await database.write((tx) => add(tx, "a"));
});
afterEach(async () => {
  await database.close();
  await fresh.drop();
});

const add = (tx: Tx, tenantId: string) =>
  tx.insert(Tenant, { tenantId, displayName: "", defaultDomain: null, checkedAt: 0 });
const touch = (tx: Tx) => tx.update(Tenant, { tenantId: "a" }, { checkedAt: 1 });
const find = preparedRead(Tenant, "tenant", (query) => query.where("tenant.tenantId = :tenantId"));
const read = () => find(database, undefined, { tenantId: "a" });

test("units and reads find what was written", async () => {
  await database.write(touch);
  expect(await read()).toMatchObject([{ checkedAt: 1 }]);
});

// SQLite has neither rows nor tables that somebody else could lock.
if (process.env.TEST_DATABASE === "mysql") {
  beforeEach(async () => {
    other = await createConnection(fresh.url);
  });
  afterEach(() => other.end());

  /** Each is tried once, and the server says that it has given up the lock: nothing is done later. */
  const expectAllGivenUp = async (attempts: (() => Promise<unknown>)[]) => {
    const ended = await Promise.allSettled(attempts.map((attempt) => attempt()));
    for (const one of ended)
      expect(one).toMatchObject({
        status: "rejected",
        reason: { message: expect.stringMatching(/^Lock wait timeout/) },
      });
  };

  test("units do not wait for ever for a row that somebody else has locked, while reads find it", async () => {
    await other.query("START TRANSACTION");
    await other.query("SELECT * FROM tenant FOR UPDATE");
    await expectAllGivenUp([() => database.write(touch), () => database.writeOne(touch)]);
    expect(await read()).toMatchObject([{ checkedAt: 0 }]);
    await other.query("COMMIT");
    expect(await read()).toMatchObject([{ checkedAt: 0 }]);
    await database.write(touch);
    expect(await read()).toMatchObject([{ checkedAt: 1 }]);
  });

  test("neither units nor reads wait for ever for a table that somebody else has locked", async () => {
    await other.query("LOCK TABLES tenant WRITE");
    await expectAllGivenUp([
      ...[() => database.write(touch), () => database.writeOne(touch)],
      ...[read, () => database.reader.find(Tenant)],
    ]);
    await other.query("UNLOCK TABLES");
    expect(await read()).toMatchObject([{ checkedAt: 0 }]);
  });

  test("a table that waits to be altered is not waited for either", async () => {
    const third = await createConnection(fresh.url);
    await other.query("START TRANSACTION");
    await other.query("SELECT * FROM tenant");
    const altered = third.query("ALTER TABLE tenant COMMENT 'altered'");
    await until(async () => {
      const [waiting] = await other.query<RowDataPacket[]>(
        "SELECT 1 FROM information_schema.processlist WHERE id = ? AND state LIKE 'Waiting for table metadata lock'",
        [third.threadId],
      );
      return waiting.length > 0;
    });
    await expectAllGivenUp([() => database.write(touch), read]);
    await other.query("COMMIT");
    await altered;
    await third.end();
    expect(await read()).toMatchObject([{ checkedAt: 0 }]);
  });
}
