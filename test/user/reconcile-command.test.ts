import { migrate } from "../support/migrate";
import { built } from "../support/built";
import { runCommand } from "../support/service-process";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  built();
  world = await openWorld();
}, 120_000);
afterAll(() => world.close());

test("an account that cannot be compared for an internal fault is reported, and the fault is logged", async () => {
  const { made } = await migrate(world);
  const { database } = world.app.services;
  await database.write((tx) => tx.query("ALTER TABLE job RENAME TO gone"));
  const { status, stdout, stderr } = await runCommand(world, "reconcile", "--dry-run").finally(() =>
    database.write((tx) => tx.query("ALTER TABLE gone RENAME TO job")),
  );
  expect({ status, stdout }).toEqual({
    status: 1,
    stdout: expect.stringContaining(`${made.publisherId} could not be compared: a fault of ours: see the log\n`),
  });
  const logged = stderr
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as object);
  expect(logged).toMatchObject([
    { msg: "an account could not be compared", err: { message: expect.stringMatching(/job/) } },
  ]);
});
