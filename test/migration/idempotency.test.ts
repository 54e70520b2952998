import { IdempotencyRecord } from "../../entities/idempotency-record";
import { sweep } from "../../src/sweep";
import { CancelMigrationDocument } from "../generated/graphql";
import { bringTo } from "../support/bring-to";
import { keyedActs, type KeyedAct } from "../support/keyed";
import { effectsOf, timelineOf } from "../support/traces";
import { cancel, lookAt, start, succeeded } from "../support/walk";
import { openWorld, type World } from "../support/world";

const dayMs = 24 * 60 * 60_000;

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
const scene = () => ({ database: world.app.services.database, simulator: world.simulator });

/** Returns all traces of the account: its timeline, mails, upstream effects and version. */
async function tracesOf({ made, owner }: KeyedAct) {
  await world.settle();
  const { migration } = await lookAt(owner, made.publisherId);
  const mails = await world.simulator.mailbox(made.employee);
  const applied = await world.simulator.tenantEffects(made.tenant.tenantId);
  const upstream = [await effectsOf(scene(), made), applied];
  return { timeline: await timelineOf(scene(), made), mails: mails.length, upstream, version: migration.version };
}

const done = (replayed: boolean) => ({ __typename: "MigrationSuccess", replayed });

describe.each(Object.entries(keyedActs))("%s", (_, prepare) => {
  test("replays its answer under the same key without repeating its effects", async () => {
    const act = await prepare(world);
    expect(await act.run("key")).toMatchObject(done(false));
    const before = await tracesOf(act);
    for (let i = 0; i < 3; i++) expect(await act.run("key")).toMatchObject(done(true));
    expect(await tracesOf(act)).toEqual(before);
  });

  test("takes effect once for ten concurrent requests under one key", async () => {
    const act = await prepare(world);
    const answers = await Promise.all(Array.from({ length: 10 }, () => act.run("key")));
    expect(new Set(answers.map(({ __typename }) => __typename))).toEqual(new Set(["MigrationSuccess"]));
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    const once = await tracesOf(act);
    const other = await prepare(world);
    await other.run("key");
    const alone = await tracesOf(other);
    expect(once.timeline).toEqual(alone.timeline);
    expect([once.mails, once.version]).toEqual([alone.mails, alone.version]);
  });

  test("refuses the same key with another input and changes nothing", async () => {
    const act = await prepare(world);
    await act.run("key");
    const before = await tracesOf(act);
    const path = ["input", "idempotencyKey"];
    expect(await act.run("key", act.otherInput)).toMatchObject({ __typename: "InvalidInput", path });
    expect(await tracesOf(act)).toEqual(before);
    expect(await act.run("key")).toMatchObject(done(true));
  });
});

test("a replay after later changes still succeeds and shows the migration's current state", async () => {
  const act = await keyedActs.startMigration!(world);
  await act.run("key");
  succeeded(await cancel(act.owner, act.id));
  expect(await act.run("key")).toMatchObject({ ...done(true), migration: { status: "CANCELED" } });
});

test("a request refused as NotAllowedNow stays refused under its key", async () => {
  const { made, owner, id } = await bringTo(world, "NOT_STARTED");
  const input = { migrationId: id, idempotencyKey: "early" };
  const cancelUnderKey = async () => (await owner.run(CancelMigrationDocument, { input })).cancelMigration;
  const refused = { __typename: "NotAllowedNow", message: "The migration has not started yet. Start it first." };
  expect(await cancelUnderKey()).toMatchObject(refused);
  await start(owner, made);
  expect(await cancelUnderKey()).toMatchObject({ ...refused, current: { status: "ACTION_REQUIRED" } });
  expect((await lookAt(owner, made.publisherId)).migration.status).toBe("ACTION_REQUIRED");
});

test("concurrent requests that come too early under one key are all refused", async () => {
  const { made, owner, id } = await bringTo(world, "NOT_STARTED");
  const input = { migrationId: id, idempotencyKey: "early" };
  const answers = await Promise.all(Array.from({ length: 10 }, () => owner.run(CancelMigrationDocument, { input })));
  expect(new Set(answers.map(({ cancelMigration }) => cancelMigration.__typename))).toEqual(new Set(["NotAllowedNow"]));
  expect((await lookAt(owner, made.publisherId)).migration.status).toBe("NOT_STARTED");
});

test("a key is replayed for 24 hours, and the request then runs again", async () => {
  // The clock of the shared world must not pass the end of the other tests' tokens.
  const days = await openWorld();
  try {
    const act = await keyedActs.cancelMigration!(days);
    const owner = await days.as(act.made.owner, { expiresIn: 3 * 86_400 });
    expect(await act.run("key")).toMatchObject(done(false));
    await start(owner, act.made);
    days.clock.advance(dayMs - 1);
    await sweep(days.app.services);
    expect(await act.run("key", {}, owner)).toMatchObject(done(true));
    expect((await lookAt(owner, act.made.publisherId)).migration.status).toBe("ACTION_REQUIRED");
    days.clock.advance(1);
    expect(await act.run("key", {}, owner)).toMatchObject({ ...done(false), migration: { status: "CANCELED" } });
    expect(await act.run("key", {}, owner)).toMatchObject(done(true));
    days.clock.advance(dayMs + 1);
    await sweep(days.app.services);
    expect(await days.app.services.database.reader.count(IdempotencyRecord)).toBe(0);
  } finally {
    await days.close();
  }
});
