import { once } from "node:events";
import { connect } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";
import { Job } from "../../entities/job";
import { createDatabase } from "../../src/database/database";
import { enqueue } from "../../src/outbox/enqueue";
import { bringTo } from "../support/bring-to";
import { built } from "../support/built";
import { logLines } from "../support/log-lines";
import { startProcess } from "../support/service-process";
import { until } from "../support/until";
import { lookAt } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(built, 120_000);
afterEach(() => world.close());

test("a stopping service claims no further jobs, even while a slow request is open", async () => {
  world = await openWorld({ worker: true });
  const { app, clock } = world;
  const { config, database } = app.services;
  const slow = connect(Number(new URL(world.url).port), "127.0.0.1");
  slow.write("POST /graphql HTTP/1.1\r\nHost: here\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n");
  await once(slow, "data");
  const stopped = app.stop();
  await database.write((tx) => enqueue(tx, "account", { kind: "vetting@1" }, clock.now()));
  app.services.wake();
  slow.destroy();
  await stopped;
  const after = createDatabase(config.DATABASE_URL);
  await after.open();
  expect(await after.reader.find(Job)).toMatchObject([{ accountId: "account", attempts: 0 }]);
  await after.close();
});

test("the hourly tidying that has begun is finished before the database is closed", async () => {
  const log = logLines();
  const timers = jest.spyOn(globalThis, "setInterval");
  world = await openWorld({ worker: true, env: { LOG_LEVEL: "warn" }, logTo: log });
  const tidy = timers.mock.calls.find(([, ms]) => ms === 60 * 60_000)![0];
  timers.mockRestore();
  for (let accounts = 0; accounts < 10; accounts++) await world.account();
  const { database, upstream } = world.app.services;
  let release = (): void => undefined;
  // SQLite has one writer: while a unit lasts, the tidying waits in the middle of its work.
  const busy = database.kind === "sqlite" && database.write(() => new Promise<void>((done) => (release = done)));
  tidy();
  const closing = jest.spyOn(upstream, "close");
  const stopped = world.app.stop();
  // Only the database is left to be closed.
  await until(() => Promise.resolve(closing.mock.results.length > 0));
  await closing.mock.results[0]!.value;
  release();
  await busy;
  await stopped;
  // Whatever were still under way would fail in this turn.
  await nextTurn();
  expect(log.take()).toBe("");
});

test("SIGTERM stops a worker within ten seconds, and releases the jobs it could not finish", async () => {
  world = await openWorld();
  const { made, owner } = await bringTo(world, "VERIFYING");
  await world.simulator.fault({ system: "partner-center", delayMs: 2_000 });
  await world.simulator.fault({ system: "cpp", delayMs: 2_000 });
  const worker = await startProcess(world, "worker");
  const held = async () =>
    (await world.app.services.database.reader.find(Job)).filter(({ heldUntil }) => heldUntil > 0);
  await until(async () => (await held()).length > 0);
  const begun = performance.now();
  expect(await worker.stop()).toBe(0);
  expect(performance.now() - begun).toBeLessThan(10_000);
  expect(await held()).toEqual([]);

  await world.simulator.healAll();
  world.clock.catchUp();
  world.clock.advance(10_000);
  await world.settle();
  expect((await lookAt(owner, made.publisherId)).migration.status).toBe("COMPLETED");
}, 60_000);
