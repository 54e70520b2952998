import { PassThrough } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import { Migration } from "../../entities/migration";
import { Reconciliation, ReconciliationFinding } from "../../entities/reconciliation";
import { MigrationStatus } from "../../entities/words";
import { sweep } from "../../src/sweep";
import { createNightly } from "../../src/user/reconcile/nightly";
import { claimRun, openRun } from "../../src/user/reconcile/runs";
import { changed, changeRole, userOf } from "../support/manage-users";
import { makeManyAccounts } from "../support/many-accounts";
import { logLines } from "../support/log-lines";
import { migrate } from "../support/migrate";
import { reconcileIn } from "../support/reconcile";
import { statementsOf } from "../support/statements";
import { minutes } from "../support/test-clock";
import { gate } from "../support/workplace";
import { openWorld, type World } from "../support/world";

/** More than one stretch. */
const many = 12;
const all = `${many} compared, ${many} in agreement, 0 repaired, 0 left, 0 could not be compared`;

let world: World;
const log = logLines();
let publishers: string[];
beforeAll(async () => {
  const env = { RECONCILE_PER_SECOND: "4", RECONCILE_AT: "02:00", LOG_LEVEL: "info" };
  world = await openWorld({ env, logTo: log });
  const moved = await Promise.all(Array.from({ length: many }, () => migrate(world)));
  publishers = moved.map(({ made }) => made.publisherId);
}, 120_000);
afterAll(() => world.close());
afterEach(() => world.simulator.healAll());

/** Returns how often CPP was asked for an account's users. */
const asked = async () => (await world.simulator.calls())["cpp GET /api/publishers/{publisherId}/users"]!;

test("a run starts accounts at the configured rate", async () => {
  const begun = world.clock.now();
  expect(await reconcileIn(world)).toMatchObject({ status: 0, counts: all });
  expect(world.clock.now() - begun).toBe(((many - 1) * 1_000) / 4);
});

test("a run honours Retry-After and then compares the account", async () => {
  const begun = world.clock.now();
  await world.simulator.fault({ system: "cpp", status: 429, headers: { "retry-after": "120" }, times: 1 });
  expect(await reconcileIn(world)).toMatchObject({ status: 0, counts: all });
  expect(world.clock.now() - begun).toBeGreaterThanOrEqual(120_000);
});

test("on a terminal, waiting for the process that holds the run begins one bar, not one a second", async () => {
  const { database } = world.app.services;
  const now = world.clock.now();
  const { id } = await openRun(database, { mode: "DRY_RUN", nightly: false }, now);
  await claimRun(database, id, now, now + 3_000);
  const out = Object.assign(new PassThrough(), { isTTY: true, columns: 120 });
  expect(await reconcileIn(world, { dryRun: true, out })).toMatchObject({ status: 0 });
  out.end();
  const saveCursor = "\u001b7";
  expect((await out.toArray()).join("").split(saveCursor)).toHaveLength(2);
});

test("accounts that are not migrated cost a run no statements", async () => {
  const { database } = world.app.services;
  const statements = async () => (await statementsOf(database, () => reconcileIn(world))).length;
  const before = await statements();
  await makeManyAccounts(database, {
    count: 3_000,
    agency: { principal: "nobody", accounts: 0 },
    now: world.clock.now(),
  });
  const ids = "SELECT id FROM account WHERE publisher_id LIKE 'publisher-%'";
  await database.write((tx) => tx.query(`UPDATE migration SET status = 'NOT_STARTED' WHERE account_id IN (${ids})`));
  expect(await statements()).toBe(before);
});

test("an account that cannot be read is reported, and the others are compared", async () => {
  const path = `/api/publishers/${publishers[0]}`;
  await world.simulator.fault({ system: "cpp", path, status: 429, headers: { "retry-after": "10" } });
  const { status, lines } = await reconcileIn(world);
  expect(status).toBe(1);
  expect(lines).toEqual([
    `${publishers[0]} could not be compared: cpp is unavailable: status 429`,
    `${many} compared, ${many - 1} in agreement, 0 repaired, 0 left, 1 could not be compared`,
  ]);
});

/** Stops a run; a new one has compared ten accounts by then. */
function stopped({ dryRun = false, atPause = many - 1 } = {}) {
  const stop = new AbortController();
  let pauses = 0;
  const pause = async (ms: number) => {
    if (++pauses === atPause) stop.abort();
    world.clock.advance(ms);
  };
  return reconcileIn(world, { dryRun, signal: stop.signal, pause });
}

test("a stopped run is continued where it stopped", async () => {
  expect(await stopped()).toEqual({
    status: 1,
    lines: ["Stopped before the end. The next `npm run reconcile` goes on from there."],
    counts: expect.any(String),
  });
  const before = await asked();
  const { status, lines } = await reconcileIn(world);
  expect(status).toBe(0);
  expect(lines).toEqual([expect.stringMatching(/^Going on with the run that began at .*: 10 compared\.$/), all]);
  expect((await asked()) - before).toBe(many - 10);
});

test("a run whose process died is taken over when its hold lapses, and every account counts once", async () => {
  const [end, stop] = [gate(), new AbortController()];
  let pauses = 0;
  const dies = () => (++pauses > 4 ? end.pass() : Promise.resolve(void world.clock.advance(250)));
  const gone = reconcileIn(world, { pause: dies, signal: stop.signal });
  await end.arrived;
  const begun = world.clock.now();
  expect(await reconcileIn(world)).toMatchObject({ status: 0, counts: all });
  expect(world.clock.now() - begun).toBeGreaterThan(15_000);
  // End it: the run lives in this process, and its timer would outlive the tests.
  stop.abort();
  end.open();
  await gone;
});

test("of two concurrent runs one waits, both report the same, and each account is read once", async () => {
  const before = await asked();
  // The run that waits must not move the clock, or the other's hold would lapse.
  const pause = async (ms: number) => (ms < 1_000 ? world.clock.advance(ms) : void (await nextTurn()));
  const both = await Promise.all([reconcileIn(world, { pause }), reconcileIn(world, { pause })]);
  expect(both).toMatchObject([
    { status: 0, counts: all },
    { status: 0, counts: all },
  ]);
  expect((await asked()) - before).toBe(many);
});

test("workers reconcile once a night, log one line without addresses and count; old runs are swept", async () => {
  const { services } = world.app;
  const outcomes: string[] = [];
  const pause = async (ms: number) => world.clock.advance(ms);
  const onCompared = (outcome: string) => void outcomes.push(outcome);
  const workers = [1, 2].map(() => createNightly(services, { onCompared, pause }));
  const look = () => Promise.all(workers.map((worker) => worker.look()));
  const { made, owner } = await migrate(world);
  changed(await changeRole(owner, await userOf(owner, made, made.contributor), "MANAGER"));
  await world.settle();
  await world.simulator.changeInCpp(made.publisherId, { removeUser: made.contributor });
  const day = minutes(24 * 60);
  const oneMinuteTo = minutes(119);
  world.clock.advance((day + oneMinuteTo - (world.clock.now() % day)) % day);
  log.take();
  await look();
  expect(outcomes).toEqual([]);

  world.clock.advance(minutes(2));
  await look();
  expect(outcomes.sort()).toEqual([...Array<string>(many).fill("AGREED"), "REPAIRED"]);
  const lines = log.lines().filter(({ msg }) => msg === "the migrated accounts have been reconciled");
  expect(lines).toMatchObject([
    {
      ...{ compared: many + 1, agreed: many, repaired: 1, left: 0, notCompared: 0 },
      drift: [{ publisherId: made.publisherId, outcome: "REPAIRED", count: 1 }],
    },
  ]);
  expect(log.take()).not.toContain("@");
  world.clock.advance(minutes(60));
  await look();
  expect(outcomes).toHaveLength(many + 1);
  world.clock.advance(day);
  await look();
  expect(outcomes).toHaveLength(2 * (many + 1));

  const { reader } = services.database;
  const kept = async () => [await reader.count(Reconciliation), await reader.count(ReconciliationFinding)];
  await sweep(services);
  expect((await kept()).every((count) => count > 0)).toBe(true);
  world.clock.advance(31 * day);
  await sweep(services);
  expect(await kept()).toEqual([0, 0]);
});

test("a run left for a day is not continued but replaced by a new one, and is deleted later", async () => {
  const { services } = world.app;
  const day = minutes(24 * 60);
  const dryRun = true;
  const { reader } = services.database;
  const moved = await reader.countBy(Migration, { status: MigrationStatus.COMPLETED });
  await stopped({ dryRun });
  world.clock.advance(day - 1);
  const { lines } = await stopped({ dryRun, atPause: 1 });
  expect(lines[0]).toMatch(/^Going on with the run .* 10 compared/);
  world.clock.advance(day);
  const before = await asked();
  expect(await reconcileIn(world, { dryRun })).toMatchObject({
    status: 0,
    lines: [`${moved} compared, ${moved} in agreement, 0 differ, 0 could not be compared`],
  });
  expect((await asked()) - before).toBe(moved);

  await stopped({ dryRun });
  world.clock.advance(31 * day);
  await sweep(services);
  expect(await reader.count(Reconciliation)).toBe(0);
});

test("a night's run that was left for more than a day waits for the night, and another one begins then", async () => {
  const { services } = world.app;
  const day = minutes(24 * 60);
  const toHour = (hour: number) =>
    world.clock.advance((2 * day + minutes(hour * 60) - (world.clock.now() % day)) % day);
  toHour(3);
  const cut = createNightly(services, { pause: async () => void cut.stop() });
  await cut.look();
  const outcomes: string[] = [];
  const onCompared = (outcome: string) => void outcomes.push(outcome);
  const later = createNightly(services, { onCompared, pause: async (ms) => world.clock.advance(ms) });
  world.clock.advance(day);
  toHour(9);
  await later.look();
  expect(outcomes).toEqual([]);
  toHour(3);
  await later.look();
  expect(outcomes).toHaveLength(many + 1);
});
