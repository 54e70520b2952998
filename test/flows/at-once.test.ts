import { StartMigrationDocument, TimelineDocument } from "../generated/graphql";
import { bringTo } from "../support/bring-to";
import { until } from "../support/until";
import {
  application,
  cancel,
  confirm,
  enroll,
  lookAt,
  mailedCode,
  membersOf,
  submit,
  succeeded,
} from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
afterEach(() => world.simulator.healAll());

/** Starts the work, waits until the simulator has received that call, runs `meanwhile`, and waits for the work. */
async function whileCalling(call: string, work: () => Promise<void>, meanwhile: () => Promise<unknown>) {
  const count = async () => (await world.simulator.calls())[call] ?? 0;
  const before = await count();
  const working = work();
  await until(async () => (await count()) > before);
  await meanwhile();
  await working;
}

test("owners who start concurrently get the same migration, started once", async () => {
  const { made, owner, id } = await bringTo(world, "NOT_STARTED");
  const second = await world.as(made.secondOwner);
  const { id: accountId } = await lookAt(owner, made.publisherId);
  const starts = await Promise.all(
    [owner, second, owner, second].map((client) => client.run(StartMigrationDocument, { input: { accountId } })),
  );
  for (const { startMigration } of starts)
    expect(succeeded(startMigration)).toMatchObject({ replayed: false, migration: { id, attempt: 1, version: 2 } });
  const { account } = await owner.run(TimelineDocument, { publisherId: made.publisherId });
  expect(account!.timeline.totalCount).toBe(1);
});

test("a code confirmed five times concurrently is accepted once", async () => {
  const { made, owner, id } = await bringTo(world, "ACTION_REQUIRED");
  succeeded(await submit(owner, id, made.employee));
  await world.settle();
  const code = await mailedCode(world, made.employee);
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => confirm(owner, id, code)));
  expect(answers.map((answer) => answer.__typename).sort()).toEqual([
    "MigrationSuccess",
    ...Array<string>(4).fill("NotAllowedNow"),
  ]);
});

test("concurrent wrong codes each use up an attempt", async () => {
  const { made, owner, id } = await bringTo(world, "ACTION_REQUIRED");
  succeeded(await submit(owner, id, made.employee));
  await world.settle();
  const code = await mailedCode(world, made.employee);
  const wrong = code === "000000" ? "000001" : "000000";
  const answers = await Promise.all([1, 2, 3, 4].map(() => confirm(owner, id, wrong)));
  const left = answers.map((answer) => (answer as { attemptsLeft: number }).attemptsLeft);
  expect(left.sort()).toEqual([1, 2, 3, 4]);
});

test("the limit of five codes an hour holds for six concurrent submissions", async () => {
  const { made, owner, id } = await bringTo(world, "ACTION_REQUIRED");
  const answers = await Promise.all([1, 2, 3, 4, 5, 6].map(() => submit(owner, id, made.employee)));
  const names = answers.map((answer) => answer.__typename).sort();
  expect(names).toEqual([...Array<string>(5).fill("MigrationSuccess"), "TooManyAttempts"]);
});

test("a vetting decision that arrives while the owner cancels does not reopen the migration", async () => {
  const { made, owner, id } = await bringTo(world, "ACTION_REQUIRED", { mpn: "none" });
  succeeded(await submit(owner, id, made.owner));
  succeeded(await enroll(owner, id, application()));
  await world.settle();
  await world.simulator.vetting({ tenantId: made.tenant.tenantId, status: "Authorized" });
  world.clock.advance(60_000);
  const path = "/v1/profiles/legalbusiness";
  await world.simulator.fault({ system: "partner-center", method: "GET", path, delayMs: 1_000, times: 1 });
  await whileCalling(
    `partner-center GET ${path}`,
    () => world.settle(),
    async () => succeeded(await cancel(owner, id)),
  );
  expect((await lookAt(owner, made.publisherId)).migration).toMatchObject({ status: "CANCELED", awaiting: "OWNER" });
});

test("canceling while the answers are checked cancels the migration, and nothing is moved", async () => {
  const { made, owner, id } = await bringTo(world, "VERIFYING");
  await world.simulator.fault({ system: "cpp", method: "GET", delayMs: 1_000, times: 1 });
  await whileCalling(
    "cpp GET /api/publishers/{publisherId}",
    () => world.settle(),
    async () => succeeded(await cancel(owner, id)),
  );
  expect((await lookAt(owner, made.publisherId)).migration).toMatchObject({ status: "CANCELED" });
  expect(await world.simulator.effects(made.publisherId)).toEqual([]);
});

test("a user added in CPP during the lock request is copied before the lock is taken", async () => {
  const { made, owner } = await bringTo(world, "VERIFYING");
  await world.simulator.fault({ system: "cpp", method: "PUT", delayMs: 1_000, times: 1 });
  const addUser = {
    ...{ kind: "person", email: made.employee, displayName: "Late", role: "Contributor", identity: "work" },
  };
  await whileCalling(
    "cpp PUT /api/publishers/{publisherId}",
    () => world.settle(),
    () => world.simulator.changeInCpp(made.publisherId, { addUser }),
  );
  expect((await lookAt(owner, made.publisherId)).migration.status).toBe("COMPLETED");
  expect(await membersOf(world, made)).toEqual([
    `Developer ${made.contributor}`,
    `Developer ${made.employee}`,
    `Manager ${made.secondOwner}`,
    `Owner ${made.owner}`,
  ]);
  const effects = (await world.simulator.effects(made.publisherId)).map(({ effect }) => effect);
  expect(effects.filter((effect) => effect === "locked")).toHaveLength(1);
  expect(effects.at(-1)).toBe("locked");
  expect((await world.simulator.calls())["cpp PUT /api/publishers/{publisherId}"]).toBeGreaterThanOrEqual(2);
});
