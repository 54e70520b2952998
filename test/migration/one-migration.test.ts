import { StartMigrationDocument } from "../generated/graphql";
import { bringTo } from "../support/bring-to";
import { effectsOf, smoothTimeline, timelineOf, wholeMove } from "../support/traces";
import { cancel, confirm, lookAt, mailedCode, start, submit, succeeded } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
const scene = () => ({ database: world.app.services.database, simulator: world.simulator });

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const count = (names: string[], name: string): number => names.filter((one) => one === name).length;

test("twenty concurrent starts by two owners result in one migration, one attempt and one event", async () => {
  const made = await world.account();
  const owners = [await world.as(made.owner), await world.as(made.secondOwner)];
  const { id: accountId } = await lookAt(owners[0]!, made.publisherId);
  const answers = await Promise.all(
    times(20, (i) => owners[i % 2]!.run(StartMigrationDocument, { input: { accountId } })),
  );
  const migrations = answers.map(({ startMigration }) => succeeded(startMigration).migration);
  expect(new Set(migrations.map(({ id, attempt, startedBy }) => `${id} ${attempt} ${startedBy!.id}`)).size).toBe(1);
  expect(new Set(migrations.map(({ version }) => version)).size).toBe(1);
  expect(await timelineOf(scene(), made)).toEqual(smoothTimeline.slice(0, 1));
});

test("an address submitted twenty times concurrently is accepted once, and the account moves once", async () => {
  const { made, owner, id } = await bringTo(world, "ACTION_REQUIRED");
  const answers = await Promise.all(times(20, () => submit(owner, id, made.owner)));
  const names = answers.map(({ __typename }) => __typename);
  expect([count(names, "MigrationSuccess"), count(names, "NotAllowedNow")]).toEqual([1, 19]);
  await Promise.all([world.settle(), world.settle(), world.settle()]);
  expect(await timelineOf(scene(), made)).toEqual(smoothTimeline);
  expect(await effectsOf(scene(), made)).toEqual(wholeMove(made));
});

test("of twenty concurrent cancellations one succeeds", async () => {
  const { made, owner, id } = await bringTo(world, "VERIFYING");
  const second = await world.as(made.secondOwner);
  const answers = await Promise.all(times(20, (i) => cancel(i % 2 ? owner : second, id)));
  expect(answers.filter(({ __typename }) => __typename === "MigrationSuccess")).toHaveLength(1);
  await world.settle();
  expect(await timelineOf(scene(), made)).toEqual([...smoothTimeline.slice(0, 3), "STATUS_CHANGED status.CANCELED"]);
  expect(await effectsOf(scene(), made)).toEqual([]);
});

test("concurrent answers, cancellations and starts leave a state that some order of them explains", async () => {
  for (let round = 0; round < 3; round++) {
    const { made, owner, id } = await bringTo(world, "ACTION_REQUIRED");
    const second = await world.as(made.secondOwner);
    await Promise.all([
      ...times(4, () => submit(owner, id, made.owner)),
      ...times(4, () => submit(second, id, made.employee)),
      ...times(4, () => cancel(second, id)),
      ...times(4, () => start(owner, made)),
      world.settle(),
    ]);
    await world.settle();
    const { migration } = await lookAt(owner, made.publisherId);
    const timeline = await timelineOf(scene(), made);
    expect(timeline.filter((event) => event.startsWith("STATUS_CHANGED")).at(-1)).toContain(migration.status);
    const effects = await effectsOf(scene(), made);
    expect(effects).toEqual(migration.status === "COMPLETED" ? wholeMove(made) : []);
    expect(count(timeline, smoothTimeline[0]!)).toBe(migration.attempt);
  }
});

test("a code confirmed twenty times concurrently is accepted once", async () => {
  const { made, owner, id } = await bringTo(world, "ACTION_REQUIRED");
  succeeded(await submit(owner, id, made.employee));
  await world.settle();
  const code = await mailedCode(world, made.employee);
  const answers = await Promise.all(times(20, () => confirm(owner, id, code)));
  expect(answers.filter(({ __typename }) => __typename === "MigrationSuccess")).toHaveLength(1);
  await world.settle();
  const timeline = await timelineOf(scene(), made);
  expect(timeline).toEqual([smoothTimeline[0], "CODE_SENT codeSent", ...smoothTimeline.slice(1)]);
  expect(await world.simulator.mailbox(made.employee)).toHaveLength(1);
});
