import { createDatabase, type Database } from "../../src/database/database";
import { dropJobs } from "../../src/outbox/enqueue";
import { until } from "../support/until";
import { behind, counter, gate, openWorkplace, type Workplace } from "../support/workplace";

let place: Workplace;
beforeEach(async () => {
  place = await openWorkplace();
});
afterEach(() => place.close());

test("a claimed job is taken by another worker only once its lease expires", async () => {
  const door = gate();
  const { runs, handler } = counter();
  const slow = place.worker(behind(door));
  const other = place.worker(handler);
  await place.enqueue("a");
  const slowly = slow.drain();
  await door.arrived;
  place.clock.advance(place.leaseMs - 1);
  await other.drain();
  expect(runs.size).toBe(0);
  place.clock.advance(1);
  await other.drain();
  expect(runs.get("a")).toBe(1);
  door.open();
  await slowly;
  expect(await place.jobs()).toEqual([]);
});

test.each(["done", { againInMs: 60_000 }] as const)("a lost claim cannot end the job with %j", async (outcome) => {
  const [first, second] = [gate(), gate()];
  const lost = place.worker(behind(first, outcome));
  const holder = place.worker(behind(second, { againInMs: 1_000 }));
  await place.enqueue("a");
  const losing = lost.drain();
  await first.arrived;
  place.clock.advance(place.leaseMs);
  const holding = holder.drain();
  await second.arrived;
  first.open();
  await losing;
  const claimed = place.clock.now() + place.leaseMs;
  expect(await place.jobs()).toMatchObject([{ accountId: "a", attempts: 2, dueAt: claimed }]);
  second.open();
  await holding;
  expect(await place.jobs()).toMatchObject([{ attempts: 2, dueAt: place.clock.now() + 1_000 }]);
});

test("a job enqueued again during a run waits for the end of that run and then runs again", async () => {
  const door = gate();
  const { runs, handler } = counter();
  const first = place.worker(behind(door));
  await place.enqueue("a");
  const running = first.drain();
  await door.arrived;
  await place.enqueue("a", { kind: "advance@1", afterMs: 5_000 });
  await place.enqueue("a");
  const other = place.worker(handler);
  await other.drain();
  expect(runs.size).toBe(0);
  const stopped = first.stop();
  door.open();
  await Promise.all([running, stopped]);
  expect(await place.jobs()).toMatchObject([{ accountId: "a", attempts: 0, heldUntil: 0 }]);
  await other.drain();
  expect(runs.get("a")).toBe(1);
  expect(await place.jobs()).toEqual([]);
});

test("a job enqueued again during a stuck run runs again once the lease expires", async () => {
  const door = gate();
  const { runs, handler } = counter();
  const lost = place.worker(behind(door));
  await place.enqueue("a");
  const losing = lost.drain();
  await door.arrived;
  await place.enqueue("a");
  const other = place.worker(handler);
  place.clock.advance(place.leaseMs - 1);
  await other.drain();
  expect(runs.size).toBe(0);
  place.clock.advance(1);
  await other.drain();
  expect(runs.get("a")).toBe(1);
  door.open();
  await losing;
  expect(await place.jobs()).toEqual([]);
});

test("a worker that runs a dropped job cannot end the job enqueued after it", async () => {
  const [first, second] = [gate(), gate()];
  const old = place.worker(behind(first));
  const holder = place.worker(behind(second, { againInMs: 1_000 }));
  await place.enqueue("a");
  const oldRun = old.drain();
  await first.arrived;
  await place.database.write((tx) => dropJobs(tx, "a", ["advance@1"]));
  place.clock.advance(1);
  await place.enqueue("a");
  const holding = holder.drain();
  await second.arrived;
  const [held] = await place.jobs();
  first.open();
  await oldRun;
  expect(await place.jobs()).toEqual([held]);
  second.open();
  await holding;
  expect(await place.jobs()).toMatchObject([{ accountId: "a", attempts: 1, dueAt: place.clock.now() + 1_000 }]);
});

test("letGo releases jobs with attempts reset, and delays them until their last call has ended", async () => {
  const door = gate();
  const { runs, handler } = counter();
  const slow = place.worker(behind(door));
  const other = place.worker(handler);
  await place.enqueue(["a", "b"]);
  const slowly = slow.drain();
  await door.arrived;
  await until(async () => (await place.jobs()).every(({ heldUntil }) => heldUntil > 0));
  await place.enqueue("b");
  await slow.letGo();
  expect(await place.jobs()).toMatchObject([
    { accountId: "a", attempts: 0, heldUntil: 0 },
    { accountId: "b", attempts: 0, heldUntil: 0 },
  ]);
  await other.drain();
  expect([...runs]).toEqual([["b", 1]]);
  place.clock.advance(3_000);
  await other.drain();
  expect([...runs.keys()]).toEqual(["b", "a"]);
  door.open();
  await slowly;
  expect(await place.jobs()).toEqual([]);
});

test("concurrent workers run each job exactly once", async () => {
  const { runs, handler } = counter();
  const ids = Array.from({ length: 150 }, (_, i) => `a${i}`);
  await place.enqueue(ids);
  const others: Database[] = [];
  const workers = await Promise.all(
    [1, 2, 3, 4].map(async () => {
      // On SQLite one process has one writer.
      if (place.database.kind === "sqlite") return place.worker(handler);
      const database = createDatabase(urlOf(place.database));
      others.push(database);
      await database.open();
      return place.worker(handler, database);
    }),
  );
  await Promise.all(workers.map((worker) => worker.drain()));
  expect([...runs.keys()].sort()).toEqual([...ids].sort());
  expect(new Set(runs.values())).toEqual(new Set([1]));
  await Promise.all(others.map((database) => database.close()));
});

test("an outcome that cannot be written is logged, and the job runs again once its lease expires", async () => {
  const { runs, handler } = counter();
  let writes = 0;
  const failing: Database = {
    ...place.database,
    writeOne: (unit) =>
      ++writes === 2 ? Promise.reject(new Error("the database is gone")) : place.database.writeOne(unit),
  };
  const worker = place.worker(handler, failing);
  await place.enqueue("a");
  worker.start();
  await place.log.heard(1);
  await worker.stop();
  expect(place.log.lines()).toMatchObject([{ level: 50, err: { message: "the database is gone" } }]);
  place.clock.advance(place.leaseMs);
  await place.worker(handler).drain();
  expect(runs.get("a")).toBe(2);
  expect(await place.jobs()).toEqual([]);
});

test("a worker keeps polling after a failed read of its jobs", async () => {
  const { runs, handler } = counter();
  let reads = 0;
  const rows: Database["rows"] = (sql, values) =>
    ++reads === 1 ? Promise.reject(new Error("gone")) : place.database.rows(sql, values);
  const worker = place.worker(handler, { ...place.database, rows });
  await place.enqueue("a");
  worker.start();
  await place.log.heard(1);
  await worker.drain();
  await worker.stop();
  expect(runs.get("a")).toBe(1);
});

const day = 24 * 60 * 60_000;

test("a job that was put off by a clock that has been set back since runs at once", async () => {
  const { runs, handler } = counter();
  place.clock.advance(day);
  await place.enqueue("a");
  place.clock.advance(-day);
  await place.enqueue("b", { kind: "advance@1", afterMs: 15 * 60_000 });
  await place.worker(handler).drain();
  expect([...runs]).toEqual([["a", 1]]);
});

test.each([
  ["stays due with the end of its lease", false],
  ["is enqueued again", true],
])("a job that was claimed before the clock was set back, and %s, is taken over at once", async (_, isAnew) => {
  const door = gate();
  const { runs, handler } = counter();
  const lost = place.worker(behind(door));
  place.clock.advance(day);
  await place.enqueue("a");
  const losing = lost.drain();
  await door.arrived;
  place.clock.advance(-day);
  if (isAnew) await place.enqueue("a");
  await place.worker(handler).drain();
  expect(runs.get("a")).toBe(1);
  door.open();
  await losing;
  expect(await place.jobs()).toEqual([]);
});

const urlOf = ({ reader }: Database): string => (reader.connection.options as { url: string }).url;
