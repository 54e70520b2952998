import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Account } from "../../entities/account";
import type { JobKind } from "../../entities/job";
import { enqueue } from "../../src/outbox/enqueue";
import { ask } from "../support/ask";
import { logLines } from "../support/log-lines";
import { addUser, changed } from "../support/manage-users";
import { migrate } from "../support/migrate";
import { minutes } from "../support/test-clock";
import { recovered, settleDown } from "../support/trouble";
import { lookAt, start, submit, succeeded } from "../support/walk";
import { openWorld, type World } from "../support/world";

const log = logLines();
let world: World;
beforeEach(async () => {
  world = await openWorld({ env: { LOG_LEVEL: "warn" }, logTo: log });
  log.take();
});
afterEach(() => world.close());

/** Returns the values of the metric, by the values of its labels. */
async function metric(name: string): Promise<Record<string, number>> {
  const { text } = await ask(world.url, { path: "/metrics" });
  const lines = [...text.matchAll(/^(\w+)(?:\{(.*)\})? (\S+)$/gm)].filter((line) => line[1] === name);
  const labels = (line: string | undefined) => (line ?? "").replaceAll(/\w+="([^"]*)"/g, "$1");
  return Object.fromEntries(lines.map(([, , of, value]) => [labels(of), Number(value)]));
}

const enqueued = (accountId: string, kind: JobKind, agoMs: number) =>
  world.app.services.database.write((tx) => enqueue(tx, accountId, { kind }, world.clock.now() - agoMs));

test("the metrics say how many jobs of each kind are due and since when, also of one this release does not know", async () => {
  await enqueued("a", "adopt@1", 90_000);
  await enqueued("b", "adopt@1", 30_000);
  await enqueued("c", "adopt@1", -1);
  await enqueued("a", "vetting@1", 0);
  await enqueued("a", "adopt@99" as JobKind, 5_000);
  const none = { "advance@1": 0, "code-mail@1": 0, "cpp-sync@1": 0, "cpp-lock@1": 0, "restore-settings@1": 0 };
  expect(await metric("jobs_due")).toEqual({ ...none, "adopt@1": 2, "adopt@99": 1, "vetting@1": 1 });
  const ages = await metric("jobs_oldest_due_age_seconds");
  expect(ages).toEqual({ ...none, "adopt@1": 90, "adopt@99": 5, "vetting@1": 0 });

  await world.settle();
  const runs = { "adopt@1,done": 2, "adopt@1,failed": 0, "vetting@1,done": 1, "adopt@99,failed": 1 };
  expect(await metric("job_runs_total")).toMatchObject(runs);
  expect(log.lines()).toMatchObject([
    {
      level: 50,
      msg: "a job has failed; will try again",
      err: { message: "this release does not know jobs of this kind" },
    },
  ]);
  const after = await metric("jobs_due");
  expect(after).toMatchObject({ "adopt@1": 0, "vetting@1": 0 });
  expect(after).not.toHaveProperty("adopt@99");
});

test("what alerts count is there from the start: of a series that begins with 1, no increase is ever seen", async () => {
  const kinds = ["advance@1", "vetting@1", "code-mail@1", "cpp-sync@1", "adopt@1", "cpp-lock@1", "restore-settings@1"];
  const ends = ["done", "again", "retry", "failed"];
  const none = kinds.flatMap((kind) => ends.map((end) => [`${kind},${end}`, 0]));
  expect(await metric("job_runs_total")).toEqual(Object.fromEntries(none));
  const systems = ["entra", "graph", "partner-center", "cpp", "mail"].map((system) => [`${system},trouble`, 0]);
  expect(await metric("upstream_call_duration_seconds_count")).toMatchObject(Object.fromEntries(systems));
});

test("the metrics that the guide names exist", async () => {
  const guide = readFileSync(join(__dirname, "../../docs/operating.md"), "utf8");
  const named = [...guide.matchAll(/^\| `([a-z_]\w+)(?:\{\w+(?:,\w+)*\})?`(?=[ ,])/gm)].map(([, name]) => name!);
  expect(named).toEqual(expect.arrayContaining(["jobs_due", "job_runs_total", "nodejs_eventloop_lag_p99_seconds"]));
  const { text } = await ask(world.url, { path: "/metrics" });
  for (const name of named) expect(text).toContain(`# TYPE ${name} `);
});

test("the metrics say how many accounts have each status, and how many users have not reached CPP", async () => {
  const { made, owner } = await migrate(world);
  await world.account();
  expect(await metric("accounts")).toMatchObject({ COMPLETED: 1, NOT_STARTED: 1, FAILED: 0 });
  expect(await metric("unsynced_users")).toEqual({ PENDING: 0, FAILED: 0 });
  changed(await addUser(owner, made, made.employee));
  expect(await metric("unsynced_users")).toEqual({ PENDING: 1, FAILED: 0 });
  await world.simulator.fault({
    system: "cpp",
    method: "PUT",
    status: 409,
    body: { error: { code: "No", message: "no" } },
  });
  await world.settle();
  expect(await metric("unsynced_users")).toEqual({ PENDING: 0, FAILED: 1 });
});

/** What a trigger does that refuses a row. */
const refusing =
  process.env.TEST_DATABASE === "mysql" ? "SIGNAL SQLSTATE '45000'" : "BEGIN SELECT RAISE(ABORT, 'no'); END";
const run = (sql: string) => world.app.services.database.write((tx) => tx.query(sql));

test("a fault of ours in a move counts as failed, although the owner can retry the move", async () => {
  const made = await world.account();
  const owner = await world.as(made.owner);
  const { id } = await start(owner, made);
  succeeded(await submit(owner, id, made.owner));
  await run(`CREATE TRIGGER refusing BEFORE INSERT ON account_user FOR EACH ROW ${refusing}`);
  await settleDown(world, owner, made);
  expect((await lookAt(owner, made.publisherId)).migration).toMatchObject({ failure: { code: "INTERNAL" } });
  const runs = { "advance@1,failed": 7, "advance@1,retry": 0, "advance@1,again": 0, "advance@1,done": 1 };
  expect(await metric("job_runs_total")).toMatchObject(runs);
});

test("a sync that CPP keeps from being done counts as a retry, and one that a fault of ours does as failed", async () => {
  const { made, owner } = await migrate(world);
  changed(await addUser(owner, made, made.employee));
  const { "cpp-sync@1,done": done } = await metric("job_runs_total");
  await world.simulator.fault({ system: "cpp", status: 500 });
  await world.settle();
  const kept = { "cpp-sync@1,retry": 1, "cpp-sync@1,again": 0, "cpp-sync@1,failed": 0, "cpp-sync@1,done": done };
  expect(await metric("job_runs_total")).toMatchObject(kept);

  await recovered(world, made);
  await run(`CREATE TRIGGER refusing BEFORE INSERT ON timeline_event FOR EACH ROW ${refusing}`);
  world.clock.advance(minutes(5));
  await world.settle();
  expect(await metric("job_runs_total")).toMatchObject({ ...kept, "cpp-sync@1,failed": 1 });
  await run("DROP TRIGGER refusing");
  world.clock.advance(minutes(5));
  await world.settle();
  expect(await metric("job_runs_total")).toMatchObject({
    ...kept,
    "cpp-sync@1,failed": 1,
    "cpp-sync@1,done": done! + 1,
  });
});

const settings = { path: "/v1/profiles/legalbusiness", status: 404, body: { code: "3404", description: "none" } };
const members = { path: "/v1/roles/", body: { totalCount: 0, items: [] } };

test.each([
  ["adopt@1", members, "Partner Center names no owner"],
  ["restore-settings@1", settings, "Partner Center has no such seller account"],
] as const)(
  "what keeps %s from being done is logged with the account, ever more rarely",
  async (kind, fault, reason) => {
    const { made } = await migrate(world);
    const { publisherId } = made;
    const { id: accountId } = await world.app.services.database.reader.findOneByOrFail(Account, { publisherId });
    await world.simulator.fault({ system: "partner-center", method: "GET", ...fault });
    await enqueued(accountId, kind, 0);
    for (let attempt = 1; attempt <= 20; attempt++) {
      await world.settle();
      world.clock.advance(minutes(5));
    }
    expect(log.lines()).toMatchObject(
      [1, 2, 4, 8, 16].map((attempt) => ({
        level: 40,
        msg: "a job cannot be done yet; will try again",
        ...{ accountId, kind, attempt, reason },
      })),
    );
    expect(await metric("job_runs_total")).toMatchObject({ [`${kind},retry`]: 20 });
    await world.simulator.healAll();
    await world.settle();
    expect(await metric("job_runs_total")).toMatchObject({ [`${kind},done`]: 1 });
  },
);
