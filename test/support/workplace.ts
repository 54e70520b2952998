import { pino } from "pino";
import { Job, type JobKind } from "../../entities/job";
import { createDatabase, type Database } from "../../src/database/database";
import { enqueue, type NewJob } from "../../src/outbox/enqueue";
import type { JobHandler, JobOutcome } from "../../src/outbox/job-outcome";
import { createWorker, type Worker } from "../../src/outbox/worker";
import type { Services } from "../../src/services";
import { freshDatabase } from "./fresh-database";
import { logLines, type LogLines } from "./log-lines";
import { testClock, type TestClock } from "./test-clock";

/** A database with jobs, and workers whose handlers a test supplies. */
export interface Workplace {
  database: Database;
  clock: TestClock;
  log: LogLines;
  leaseMs: number;
  /** Creates another worker, as of another process, with one handler for jobs of every kind. */
  worker(handler: JobHandler, database?: Database): Worker;
  /** Enqueues a job for each of those accounts, in one transaction. */
  enqueue(accountIds: string | string[], job?: NewJob): Promise<void>;
  jobs(): Promise<Job[]>;
  close(): Promise<void>;
}

/** So long that no worker renews a claim within a test. */
const longLeaseSeconds = 3_600;

/** Uses one handler for every kind of job. */
const anyKind = (handler: JobHandler): Record<JobKind, JobHandler> =>
  new Proxy({} as Record<JobKind, JobHandler>, { get: () => handler });

/** Opens a workplace for one test. */
export async function openWorkplace(leaseSeconds = longLeaseSeconds): Promise<Workplace> {
  const fresh = await freshDatabase();
  const database = createDatabase(fresh.url);
  await database.open();
  const clock = testClock();
  const log = logLines();
  const services = {
    clock,
    log: pino({ level: "warn" }, log),
    config: { LEASE_SECONDS: leaseSeconds, UPSTREAM_TIMEOUT_MS: 3_000 },
  };
  return {
    ...{ database, clock, log, leaseMs: leaseSeconds * 1_000 },
    worker: (handler, through = database) =>
      createWorker({ ...services, database: through } as unknown as Services, anyKind(handler)),
    enqueue: (accountIds, job = { kind: "advance@1" }) =>
      database.write(async (tx) => {
        for (const accountId of [accountIds].flat()) await enqueue(tx, accountId, job, clock.now());
      }),
    jobs: () => database.reader.find(Job, { order: { accountId: "ASC" } }),
    close: async () => {
      await database.close();
      await fresh.drop();
    },
  };
}

/** A gate that callers wait at until it is opened. */
export interface Gate {
  /** Resolves when the first caller waits. */
  arrived: Promise<void>;
  open(): void;
  pass(): Promise<void>;
}

/** Creates a closed gate. */
export function gate(): Gate {
  let [arrive, open] = [() => {}, () => {}];
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  const opened = new Promise<void>((resolve) => (open = resolve));
  const pass = () => {
    arrive();
    return opened;
  };
  return { arrived, open, pass };
}

/** Handles a job once the gate is open. */
export const behind =
  (door: Gate, outcome: JobOutcome = "done"): JobHandler =>
  async () => {
    await door.pass();
    return outcome;
  };

/** Handles every job at once and counts the runs for each account. */
export function counter(): { runs: Map<string, number>; handler: JobHandler } {
  const runs = new Map<string, number>();
  const handler: JobHandler = (_, { accountId }) => {
    runs.set(accountId, (runs.get(accountId) ?? 0) + 1);
    return Promise.resolve("done");
  };
  return { runs, handler };
}
