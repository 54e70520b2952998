import { setImmediate as nextTurn } from "node:timers/promises";
import type { JobKind } from "../../entities/job";
import type { Database } from "../../src/database/database";
import { dropJobs } from "../../src/outbox/enqueue";
import type { JobHandler } from "../../src/outbox/job-outcome";
import { createWorker } from "../../src/outbox/worker";
import { gate, openWorkplace, type Workplace } from "../support/workplace";

let place: Workplace;
beforeEach(async () => {
  place = await openWorkplace();
});
afterEach(() => place.close());

const many = (count: number, letter: string) => Array.from({ length: count }, (_, i) => `${letter}${i}`);
/** A handler that does every job at once and records its account. */
function doer(outcome: (accountId: string, attempts: number) => Awaited<ReturnType<JobHandler>> = () => "done") {
  const did: string[] = [];
  const handler: JobHandler = async (_, { accountId, attempts }) => {
    did.push(accountId);
    return outcome(accountId, attempts);
  };
  return { did, handler };
}

test("due jobs are run and deleted", async () => {
  const { did, handler } = doer();
  await place.enqueue(many(100, "a"));
  await place.worker(handler).drain();
  expect(did.sort()).toEqual(many(100, "a").sort());
  expect(await place.jobs()).toEqual([]);
});

test("drain waits for jobs that the started worker has just claimed", async () => {
  const { did, handler } = doer();
  const told = gate();
  const writeOne: Database["writeOne"] = async (unit) => {
    const result = await place.database.writeOne(unit);
    await told.pass();
    return result;
  };
  const worker = place.worker(handler, { ...place.database, writeOne });
  await place.enqueue("a");
  worker.start();
  await told.arrived;
  const done = worker.drain().then(() => [...did]);
  for (let turn = 0; turn < 50; turn++) await nextTurn();
  told.open();
  expect(await done).toEqual(["a"]);
  await worker.stop();
});

test("a delayed job does not run before it is due", async () => {
  const { did, handler } = doer();
  const worker = place.worker(handler);
  await place.enqueue("a", { kind: "advance@1", afterMs: 1_000 });
  place.clock.advance(999);
  await worker.drain();
  expect(did).toEqual([]);
  place.clock.advance(1);
  await worker.drain();
  expect(did).toEqual(["a"]);
});

test("a rescheduled job runs again when it is due, and its attempts are counted until fresh resets them", async () => {
  const seen: number[] = [];
  const { handler } = doer((_, attempts) => {
    seen.push(attempts);
    return { againInMs: 500, fresh: attempts === 3 };
  });
  const worker = place.worker(handler);
  await place.enqueue("a");
  for (let i = 0; i < 5; i++) {
    await worker.drain();
    await worker.drain();
    place.clock.advance(500);
  }
  expect(seen).toEqual([1, 2, 3, 1, 2]);
});

test("an account has at most one job of each kind, and dropped kinds do not run", async () => {
  const { did, handler } = doer();
  for (const kind of ["advance@1", "advance@1", "vetting@1", "code-mail@1"] as const)
    await place.enqueue("a", { kind });
  await place.database.write((tx) => dropJobs(tx, "a", ["vetting@1", "cpp-sync@1"]));
  await place.worker(handler).drain();
  expect(did).toEqual(["a", "a"]);
});

test("a job enqueued again during its own run runs once more", async () => {
  const { did, handler } = doer();
  const worker = place.worker(async (services, job) => {
    if (did.length === 0) await place.enqueue("a");
    return handler(services, job);
  });
  await place.enqueue("a");
  await worker.drain();
  expect(did).toEqual(["a", "a"]);
  expect(await place.jobs()).toEqual([]);
});

test("failing jobs do not hold up others, even when they outnumber the jobs of one read", async () => {
  const { did, handler } = doer((accountId) => {
    if (accountId.startsWith("poison")) throw new Error("cannot be done");
    return "done";
  });
  await place.enqueue([...many(40, "poison"), ...many(20, "good")]);
  await place.worker(handler).drain();
  expect(did.filter((id) => id.startsWith("good")).sort()).toEqual(many(20, "good").sort());
  expect(await place.jobs()).toHaveLength(40);
  expect(place.log.lines()[0]).toMatchObject({ level: 50, err: { message: "cannot be done" } });
});

test("the retries of a failing job back off, up to five minutes", async () => {
  const worker = place.worker(() => Promise.reject(new Error("cannot be done")));
  await place.enqueue(many(4, "poison"));
  const pauses: number[] = [];
  for (let round = 1; round <= 13; round++) {
    await worker.drain();
    const jobs = await place.jobs();
    expect(jobs.map(({ attempts }) => attempts)).toEqual(jobs.map(() => round));
    pauses.push(Math.max(...jobs.map(({ dueAt }) => dueAt - place.clock.now())));
    place.clock.advance(5 * 60_000);
  }
  expect(pauses[0]).toBeLessThanOrEqual(100);
  expect(Math.max(...pauses.slice(-3))).toBeGreaterThan(60_000);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(5 * 60_000);
});

test("a handler that throws synchronously and a kind without a handler count as failed attempts", async () => {
  const { did, handler } = doer();
  const throwing = () => {
    throw new Error("at once");
  };
  const handlers = { "advance@1": handler, "vetting@1": throwing } as unknown as Record<JobKind, JobHandler>;
  const services = { ...place, config: { LEASE_SECONDS: 20 }, log: { error: () => {} } };
  const worker = createWorker(services as never, handlers);
  for (const kind of ["vetting@1", "advance@2" as JobKind, "advance@1"] as const) await place.enqueue("a", { kind });
  await worker.drain();
  expect(did).toEqual(["a"]);
  expect((await place.jobs()).map(({ kind, attempts }) => [kind, attempts])).toEqual(
    expect.arrayContaining([
      ["vetting@1", 1],
      ["advance@2", 1],
    ]),
  );
});

test("at most eight jobs run at once", async () => {
  let [underWay, most] = [0, 0];
  const worker = place.worker(async () => {
    most = Math.max(most, ++underWay);
    for (let turn = 0; turn < 50; turn++) await nextTurn();
    underWay--;
    return "done";
  });
  await place.enqueue(many(40, "a"));
  await worker.drain();
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(8);
});

test("stop waits for running jobs and claims no others", async () => {
  const door = gate();
  let [begun, ended] = [0, 0];
  const worker = place.worker(async () => {
    begun++;
    await door.pass();
    ended++;
    return "done";
  });
  await place.enqueue(many(30, "a"));
  worker.start();
  await door.arrived;
  const stopped = worker.stop();
  door.open();
  await stopped;
  expect(ended).toBe(begun);
  expect(begun).toBeLessThanOrEqual(8);
  expect(await place.jobs()).toHaveLength(30 - begun);
});
