import type { Database } from "../../src/database/database";
import { dropJobs } from "../../src/outbox/enqueue";
import { until } from "../support/until";
import { behind, counter, gate, openWorkplace, type Workplace } from "../support/workplace";

let place: Workplace;
beforeEach(async () => {
  place = await openWorkplace(0.03);
});
afterEach(() => place.close());

/** Lets nearly a whole lease pass, three times, and waits for the renewal each time. */
const outlive = async () => {
  for (let i = 0; i < 3; i++) {
    place.clock.advance(place.leaseMs - 1);
    const renewed = place.clock.now() + place.leaseMs;
    await until(async () => (await place.jobs())[0]!.heldUntil === renewed);
  }
};

test("the lease of a running job is renewed, so that no other worker takes it", async () => {
  const door = gate();
  const { runs, handler } = counter();
  const slow = place.worker(behind(door, { againInMs: 1_000 }));
  await place.enqueue("a");
  const slowly = slow.drain();
  await door.arrived;
  await outlive();
  await place.worker(handler).drain();
  expect(runs.size).toBe(0);
  door.open();
  await slowly;
  const again = { attempts: 1, heldUntil: 0, dueAt: place.clock.now() + 1_000 };
  expect(await place.jobs()).toMatchObject([again]);
});

test("a lease is still renewed after the answer to a renewal was lost", async () => {
  const door = gate();
  const { runs, handler } = counter();
  let isLost = false;
  const losing: Database = {
    ...place.database,
    writeOne: async (unit) => {
      const written = await place.database.writeOne(unit);
      if (!isLost) return written;
      isLost = false;
      throw new Error("the answer is lost");
    },
  };
  const slow = place.worker(behind(door), losing);
  await place.enqueue("a");
  const slowly = slow.drain();
  await door.arrived;
  place.clock.advance(1);
  isLost = true;
  await place.log.heard(1);
  await outlive();
  await place.worker(handler).drain();
  expect(runs.size).toBe(0);
  door.open();
  await slowly;
  expect(await place.jobs()).toEqual([]);
});

test("a lost claim is logged as a warning", async () => {
  const door = gate();
  const slow = place.worker(behind(door));
  await place.enqueue("a");
  const slowly = slow.drain();
  await door.arrived;
  await place.database.write((tx) => dropJobs(tx, "a", ["advance@1"]));
  await place.log.heard(1);
  expect(place.log.lines()[0]).toMatchObject({ level: 40, accountId: "a", kind: "advance@1" });
  door.open();
  await slowly;
});

test("the lease of a job enqueued again is renewed too, and released when the run ends", async () => {
  const door = gate();
  const { runs, handler } = counter();
  const slow = place.worker(behind(door));
  const other = place.worker(handler);
  await place.enqueue("a");
  slow.start();
  await door.arrived;
  await place.enqueue("a");
  await outlive();
  await other.drain();
  expect(runs.size).toBe(0);
  const stopped = slow.stop();
  door.open();
  await stopped;
  await other.drain();
  expect(runs.get("a")).toBe(1);
  expect(await place.jobs()).toEqual([]);
});

test("a claim that had lapsed, and is renewed while another worker is about to take the job, is kept", async () => {
  const door = gate();
  const { runs, handler } = counter();
  let isGone = false;
  const unsteady: Database = {
    ...place.database,
    writeOne: (unit) => (isGone ? Promise.reject(new Error("the database is gone")) : place.database.writeOne(unit)),
  };
  const slow = place.worker(behind(door), unsteady);
  await place.enqueue("a");
  const slowly = slow.drain();
  await door.arrived;
  isGone = true;
  place.clock.advance(place.leaseMs);
  const rows: Database["rows"] = async (...asked) => {
    const found = await place.database.rows(...asked);
    if (!isGone) return found;
    isGone = false;
    const renewed = place.clock.now() + place.leaseMs;
    await until(async () => (await place.jobs())[0]!.heldUntil === renewed);
    return found;
  };
  await place.worker(handler, { ...place.database, rows }).drain();
  expect(runs.size).toBe(0);
  door.open();
  await slowly;
  expect(await place.jobs()).toEqual([]);
});
