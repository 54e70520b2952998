import { randomUUID } from "node:crypto";
import { Migration } from "../../entities/migration";
import { StatusCount } from "../../entities/status-count";
import { MigrationStatus as Status } from "../../entities/words";
import { guardMigration } from "../../src/migration/migration-rows";
import { transitions } from "../../src/migration/machine-rules";
import { changeMigration } from "../../src/migration/write-migrations";
import { recountStatuses, statusCounts } from "../../src/program/status-counts";
import { exportWorld, row, type ExportWorld } from "./export-file";

let world: ExportWorld;
beforeEach(async () => {
  world = await exportWorld();
});
afterEach(() => world.end());

const kept = async () =>
  Object.fromEntries((await statusCounts(world.database)).map(({ status, count }) => [status, count]));

/** Counts the statuses by reading every migration. */
async function scanned(): Promise<Record<string, number>> {
  const counts = Object.fromEntries(Object.values(Status).map((status) => [status, 0]));
  for (const { status } of await world.database.reader.find(Migration)) counts[status]!++;
  return counts;
}

const rows = (count: number) => Array.from({ length: count }, (_, n) => row(`publisher-${n}`));

/** Moves the account to one of the next statuses; does nothing where there is none. */
async function move(accountId: string, choose: number, fail = false): Promise<void> {
  await world.database.write(async (tx) => {
    const { migration } = (await guardMigration(world.database, tx, accountId))!;
    const next = transitions[migration.status];
    if (next.length === 0) return;
    await changeMigration(tx, migration, { status: next[choose % next.length]! });
    if (fail) throw new Error("cut short");
  });
}

/** Ignores the failure that `move` was told to have, and no other. */
const unlessCutShort = (error: unknown) => {
  if (!(error instanceof Error) || error.message !== "cut short") throw error;
};

test("the counts match a scan after concurrent transitions, rollbacks and imports", async () => {
  await world.save(...rows(60));
  await Promise.all([world.run(), world.run({ batchSize: 20 })]);
  expect(await kept()).toEqual(await scanned());
  expect((await kept()).NOT_STARTED).toBe(60);

  const ids = (await world.database.reader.find(Migration)).map(({ accountId }) => accountId);
  for (let round = 0; round < 4; round++) {
    const moves = ids.map((id, n) => move(id, n + round, n % 7 === round).catch(unlessCutShort));
    await Promise.all([...moves, round === 1 ? world.import(...rows(70)) : null]);
    expect(await kept()).toEqual(await scanned());
  }
  expect((await kept()).NOT_STARTED).toBeGreaterThanOrEqual(10);
  expect((await kept()).COMPLETED).toBeGreaterThan(0);
}, 120_000);

test("other changes, forbidden transitions and stale versions leave the counts unchanged", async () => {
  await world.import(...rows(3));
  const before = await kept();
  const [one] = await world.database.reader.find(Migration);
  await world.database.write((tx) => changeMigration(tx, one!, { workEmail: "a@contoso.com" }));
  await expect(
    world.database.write((tx) => changeMigration(tx, { ...one!, version: 2 }, { status: Status.COMPLETED })),
  ).rejects.toThrow("cannot go from");
  await expect(world.database.write((tx) => changeMigration(tx, one!, { status: Status.VERIFYING }))).rejects.toThrow(
    "other rows than there must be",
  );
  expect(await kept()).toEqual(before);
});

test("a recount corrects wrong counts, even while statuses change", async () => {
  await world.import(...rows(60));
  await world.database.write((tx) =>
    tx.createQueryBuilder().update(StatusCount).set({ accounts: 7 }).where({ status: Status.NOT_STARTED }).execute(),
  );
  expect(await kept()).not.toEqual(await scanned());
  const ids = (await world.database.reader.find(Migration)).map(({ accountId }) => accountId);
  await Promise.all([recountStatuses(world.database), ...ids.map((id, n) => move(id, n))]);
  expect(await kept()).toEqual(await scanned());
});

test("the revision that adds the counts also counts existing accounts", async () => {
  await world.import(...rows(20), row(`other-${randomUUID()}`));
  await world.database.write(async (tx) => {
    await tx.query("DROP TABLE status_count");
    await tx.query("DELETE FROM revision WHERE name LIKE 'Lists%'");
  });
  await world.database.open();
  expect(await kept()).toEqual(await scanned());
  expect((await kept()).NOT_STARTED).toBe(21);
});
