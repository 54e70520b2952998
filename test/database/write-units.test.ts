import { Tenant } from "../../entities/tenant";
import { createDatabase, type Database, type Tx } from "../../src/database/database";
import { insertRows } from "../../src/database/insert-rows";
import { preparedRead } from "../../src/database/prepared-read";
import { isDuplicate } from "../../src/database/run-again";
import { updateRows, updateRowsLater } from "../../src/database/update-rows";
import { freshDatabase, type FreshDatabase } from "../support/fresh-database";
import { messagesOf } from "../support/statements";
import { until } from "../support/until";

const onMysql = process.env.TEST_DATABASE === "mysql";
const rows = ["a", "b"] as const;

let fresh: FreshDatabase;
let database: Database;
beforeEach(async () => {
  fresh = await freshDatabase();
  database = createDatabase(fresh.url);
  await database.open();
  const blank = { displayName: "", defaultDomain: null, checkedAt: 0 };
  await database.write((tx) =>
    tx.insert(
      Tenant,
      rows.map((tenantId) => ({ ...blank, tenantId })),
    ),
  );
});
afterEach(async () => {
  await database.close();
  await fresh.drop();
});

/** Locks the row for this unit, as guards do. */
const guard = (tx: Tx, tenantId: string) => {
  const query = tx.createQueryBuilder(Tenant, "tenant").where({ tenantId });
  return (onMysql ? query.setLock("pessimistic_write") : query).getOneOrFail();
};
const increment = async (tx: Tx, tenantId: string) => {
  const { checkedAt } = await guard(tx, tenantId);
  await tx.update(Tenant, { tenantId }, { checkedAt: checkedAt + 1 });
};
const countOf = async (tenantId: string) => (await database.reader.findOneByOrFail(Tenant, { tenantId })).checkedAt;
const insert = (tx: Tx, tenantId: string) =>
  tx.insert(Tenant, { tenantId, displayName: "", defaultDomain: null, checkedAt: 0 });

test("fifty concurrent read-modify-write units under a guard lose no update", async () => {
  await Promise.all(Array.from({ length: 50 }, () => database.write((tx) => increment(tx, "a"))));
  expect(await countOf("a")).toBe(50);
});

test("a unit that throws is rolled back, and the next one succeeds", async () => {
  const unit = database.write(async (tx) => {
    await increment(tx, "a");
    await insert(tx, "c");
    throw new Error("changed its mind");
  });
  await expect(unit).rejects.toThrow("changed its mind");
  expect(await countOf("a")).toBe(0);
  expect(await database.reader.existsBy(Tenant, { tenantId: "c" })).toBe(false);
  await database.write((tx) => increment(tx, "a"));
  expect(await countOf("a")).toBe(1);
});

test("one-statement units keep their updates while concurrent transactions are rolled back", async () => {
  const one = (tx: Tx) => tx.update(Tenant, { tenantId: "a" }, { checkedAt: () => "checked_at + 1" });
  const all = Array.from({ length: 40 }, (_, i) =>
    i % 2
      ? database.writeOne(one)
      : database.write(async (tx) => {
          await one(tx);
          throw new Error("changed its mind");
        }),
  );
  const ended = await Promise.allSettled(all);
  expect(ended.filter(({ status }) => status === "fulfilled")).toHaveLength(20);
  expect(await countOf("a")).toBe(20);
});

test("a failed statement rolls back its whole unit, while concurrent units succeed", async () => {
  const units = Array.from({ length: 20 }, (_, i) =>
    database.write(async (tx) => {
      await increment(tx, "a");
      if (i % 2 === 1) await insert(tx, "b");
    }),
  );
  const results = await Promise.allSettled(units);
  expect(results.map(({ status }) => status)).toEqual(units.map((_, i) => (i % 2 === 1 ? "rejected" : "fulfilled")));
  expect(await countOf("a")).toBe(10);
});

describe("deferred statements", () => {
  const blank = { displayName: "", defaultDomain: null, checkedAt: 0 };
  const add = (tx: Tx, tenantId: string) => insertRows(tx, Tenant, [{ ...blank, tenantId }]);
  const read = preparedRead(Tenant, "tenant", (query) => query.where("tenant.tenantId = :tenantId"));

  test("run in the order in which they were issued, before the next awaited statement", async () => {
    await database.write(async (tx) => {
      await add(tx, "c");
      await updateRowsLater(tx, Tenant, { tenantId: "c" }, { checkedAt: 1 });
      expect(await updateRows(tx, Tenant, { tenantId: "c", checkedAt: 1 }, { checkedAt: 2 })).toBe(1);
      await updateRowsLater(tx, Tenant, { tenantId: "c" }, { displayName: "C" });
      expect(await read(database.within(tx), undefined, { tenantId: "c" })).toMatchObject([{ displayName: "C" }]);
      await updateRowsLater(tx, Tenant, { tenantId: "c" }, { displayName: "It's; a \\ c?" });
      expect((await tx.findOneByOrFail(Tenant, { tenantId: "c" })).displayName).toBe("It's; a \\ c?");
      await updateRowsLater(tx, Tenant, { tenantId: "c" }, { checkedAt: 3 });
    });
    expect(await countOf("c")).toBe(3);
  });

  test("roll back the whole unit when one of them fails", async () => {
    const unit = database.write(async (tx) => {
      await increment(tx, "a");
      await add(tx, "c");
      await add(tx, "b");
      await updateRowsLater(tx, Tenant, { tenantId: "a" }, { checkedAt: 7 });
    });
    expect(isDuplicate(await unit.catch((error: unknown) => error))).toBe(true);
    expect(await countOf("a")).toBe(0);
    expect(await database.reader.existsBy(Tenant, { tenantId: "c" })).toBe(false);
    await database.write((tx) => add(tx, "c"));
    expect(await countOf("c")).toBe(0);
  });

  test("are discarded when their unit throws, and not run by the next unit", async () => {
    const unit = database.write(async (tx) => {
      await updateRowsLater(tx, Tenant, { tenantId: "a" }, { checkedAt: 7 });
      throw new Error("changed its mind");
    });
    await expect(unit).rejects.toThrow("changed its mind");
    await database.write((tx) => increment(tx, "b"));
    expect([await countOf("a"), await countOf("b")]).toEqual([0, 1]);
  });

  test("roll back the whole unit when the number of changed rows is not the expected one", async () => {
    const change = (tenantId: string, ofThose: number) =>
      database.write(async (tx) => {
        await increment(tx, "b");
        await updateRowsLater(tx, Tenant, { tenantId }, { displayName: "changed" }, ofThose);
        await add(tx, `${tenantId}-${ofThose}`);
      });
    await change("a", 1);
    await expect(change("a", 2)).rejects.toThrow("other rows than there must be: UPDATE");
    await expect(change("gone", 1)).rejects.toThrow("other rows than there must be: UPDATE");
    await change("gone", 0);
    expect(await countOf("b")).toBe(2);
    const all = await database.reader.find(Tenant, { order: { tenantId: "ASC" } });
    expect(all.map(({ tenantId }) => tenantId)).toEqual(["a", "a-1", "b", "gone-0"]);
  });

  test("match rows by a null column", async () => {
    await database.write(async (tx) => {
      await updateRowsLater(tx, Tenant, { tenantId: "a" }, { defaultDomain: "a.example" });
      await updateRowsLater(tx, Tenant, { defaultDomain: null }, { checkedAt: 5 }, 1);
    });
    expect([await countOf("a"), await countOf("b")]).toEqual([0, 5]);
  });

  test("run at once in a one-statement unit", async () => {
    await database.writeOne((tx) => add(tx, "c"));
    expect(await countOf("c")).toBe(0);
  });

  test("can number 1,500 in one unit", async () => {
    const all = Array.from({ length: 1_500 }, (_, i) => ({ ...blank, tenantId: `many-${i}` }));
    await database.write(async (tx) => {
      for (const one of all) await insertRows(tx, Tenant, [one]);
    });
    expect(await database.reader.count(Tenant)).toBe(rows.length + all.length);
  });

  if (onMysql)
    test("are sent in one message with the COMMIT", async () => {
      const unit = async (tx: Tx) => {
        await add(tx, "c");
        await updateRowsLater(tx, Tenant, { tenantId: "c" }, { checkedAt: 1 }, 1);
      };
      expect(await messagesOf(() => database.write(unit))).toEqual([
        expect.stringMatching(/^INSERT .*; UPDATE .*; SELECT .*; COMMIT$/),
      ]);
    });
});

test("other readers do not see uncommitted writes", async () => {
  let seen: number | undefined;
  await database.write(async (tx) => {
    await increment(tx, "a");
    seen = await countOf("a");
  });
  expect([seen, await countOf("a")]).toEqual([0, 1]);
});

if (!onMysql)
  test("a statement at which SQLite rolls back by itself says why, and the next unit works", async () => {
    const unit = database.write(async (tx) => {
      await increment(tx, "a");
      await tx.query("INSERT OR ROLLBACK INTO tenant SELECT * FROM tenant");
    });
    expect(isDuplicate(await unit.catch((error: unknown) => error))).toBe(true);
    expect(await countOf("a")).toBe(0);
    await database.write((tx) => increment(tx, "a"));
    expect(await countOf("a")).toBe(1);
  });

if (onMysql) {
  /** Makes units that each lock one row before either asks for the other's. */
  const crossing = (onRun: () => void) => {
    let bothHold = () => {};
    const meeting = new Promise<void>((resolve) => (bothHold = resolve));
    let holding = 0;
    return ([mine, other]: [string, string]) =>
      database.write(async (tx) => {
        onRun();
        await increment(tx, mine);
        if (++holding === 2) bothHold();
        await meeting;
        await increment(tx, other);
      });
  };

  test("deadlocked units are run again", async () => {
    let runs = 0;
    const unit = crossing(() => runs++);
    await Promise.all([unit(["a", "b"]), unit(["b", "a"])]);
    expect(runs).toBeGreaterThan(2);
    expect([await countOf("a"), await countOf("b")]).toEqual([2, 2]);
  });

  test("a connection with autocommit switched on is detected and serves no other unit", async () => {
    const unit = database.write(async (tx) => {
      await tx.query("SET autocommit = 1");
    });
    await expect(unit).rejects.toThrow("not within a transaction");
    for (let i = 0; i < 20; i++) {
      const undone = database.write(async (tx) => {
        await increment(tx, "a");
        throw new Error("changed its mind");
      });
      await expect(undone).rejects.toThrow("changed its mind");
    }
    expect(await countOf("a")).toBe(0);
  });

  test("on every connection of a Galera cluster, statements wait for what other nodes have committed", async () => {
    const sql = "SHOW VARIABLES LIKE 'wsrep_sync_wait'";
    const read = () => database.reader.query<{ Value: string }[]>(sql);
    const masks = await Promise.all([
      ...Array.from({ length: 4 }, async () => (await read()).map(({ Value }) => Value)),
      database.rows(sql, []).then(({ rows }) => rows.map(([, mask]) => mask)),
      database.write(async (tx) => (await tx.query<{ Value: string }[]>(sql)).map(({ Value }) => Value)),
    ]);
    // MySQL itself does not know the variable.
    expect(masks).toEqual(masks.map((mask) => mask.map(() => "3")));
  });

  test("after a server has become read-only, the unit is run again, and no connection to it is used any more", async () => {
    const service = createDatabase(fresh.url, { lookMs: 20 });
    await service.open();
    const sql = "SELECT CONNECTION_ID() AS id";
    const idIn = async (tx: Tx) => Number((await tx.query<[{ id: number }]>(sql))[0].id);
    const idsOf = async () => {
      const four = <T>(work: () => Promise<T>) => Promise.all(Array.from({ length: 4 }, work));
      return [
        ...(await four(async () => Number((await service.rows(sql, [])).rows[0]![0]))),
        ...(await four(async () => Number((await service.reader.query<[{ id: number }]>(sql))[0].id))),
        ...(await four(() => service.write(idIn))),
        ...(await four(() => service.writeOne(idIn))),
      ];
    };
    const before = await idsOf();
    let runs = 0;
    await service.write(async (busy) => {
      before.push(await idIn(busy));
      await service.write(async (tx) => {
        // What a former primary answers; only an administrator may make the server itself read-only.
        if (++runs === 1) await tx.query("SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1290");
      });
      await until(async () => !(await idsOf()).some((id) => before.includes(id)));
    });
    expect(runs).toBe(2);
    expect((await idsOf()).filter((id) => before.includes(id))).toEqual([]);
    await service.close();
  });

  test("concurrent units over several connection pools lose no update", async () => {
    const others = [createDatabase(fresh.url), createDatabase(fresh.url)];
    await Promise.all(others.map((other) => other.open()));
    const all = [database, ...others];
    await Promise.all(Array.from({ length: 60 }, (_, i) => all[i % 3]!.write((tx) => increment(tx, "a"))));
    expect(await countOf("a")).toBe(60);
    await Promise.all(others.map((other) => other.close()));
  });
}
