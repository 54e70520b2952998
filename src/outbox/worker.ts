import { Job, type JobKind } from "../../entities/job";
import { preparedRead } from "../database/prepared-read";
import { deleteRows, updateRows } from "../database/update-rows";
import type { Services } from "../services";
import { backOff, type JobHandler, type JobOutcome } from "./job-outcome";

/** Does due jobs, and looks for more when told or when a while has passed. */
export interface Worker {
  start(): void;
  /** A job may be due. */
  wake(): void;
  /** Does everything that is due now, and what follows from it; ends when nothing is. For tests and tools. */
  drain(): Promise<void>;
  /** Takes no more jobs and waits for those under way. */
  stop(): Promise<void>;
  /** Frees the jobs under way for whoever is next: for who has stopped and cannot wait for their end. */
  letGo(): Promise<void>;
}

/** A job in our hands, and when it leaves them: several, when a renewal that was not answered may have been made. */
type Claim = Job & { ends: number[] };

const window = 32;
const atOnce = 8;
const idleMs = 1_000;
const longestPauseMs = 5 * 60_000;

/** Of the jobs that are due, and let go by whoever held them, those that have waited longest. */
const dueJobs = preparedRead(Job, "job", (query) =>
  query.where("job.dueAt <= :now AND job.heldUntil <= :now").orderBy("job.dueAt").limit(window),
);

/** A worker over the jobs in the database; any number of them may run. */
export function createWorker(services: Services, handlers: Readonly<Record<JobKind, JobHandler>>): Worker {
  const { database, clock, config, log } = services;
  const leaseMs = config.LEASE_SECONDS * 1_000;
  const running = new Map<Promise<void>, Claim>();
  let stopped = true;
  let stopping = false;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<number> | undefined;
  let lookAgain = false;

  /** Claims what it can of the due jobs and sets off on them; answers how many. */
  const look = async (): Promise<number> => {
    const now = clock.now();
    const due = await dueJobs(database, undefined, { now });
    let begun = 0;
    for (const job of shuffled(due)) {
      if (stopping || running.size >= atOnce) break;
      const claimed = await claim(job, now);
      if (!claimed) continue;
      begun++;
      const run = perform(claimed).finally(() => {
        running.delete(run);
        if (!stopped) wake();
      });
      running.set(run, claimed);
    }
    return begun;
  };

  /** The lease is the due time moved on: a claim that is neither renewed nor finished lapses by itself. */
  const claim = async (job: Job, now: number): Promise<Claim | null> => {
    const end = now + leaseMs;
    const lease = { dueAt: end, heldUntil: end };
    const claimed = { ...job, ...lease, attempts: job.attempts + 1, version: job.version + 1, ends: [end] };
    const { accountId, kind, version } = job;
    const { attempts } = claimed;
    const change = { ...lease, attempts, version: claimed.version };
    const affected = await database.writeOne((tx) => updateRows(tx, Job, { accountId, kind, version }, change));
    return affected === 1 ? claimed : null;
  };

  /** What came of the job; a fault in doing it is a failure like any other, also when nobody here knows its kind. */
  const attempt = async (job: Job): Promise<JobOutcome> => {
    const { accountId, kind, attempts } = job;
    try {
      return await handlers[kind](services, job);
    } catch (error) {
      log.error({ err: error, accountId, kind, attempt: attempts }, "a job has failed and will be tried again");
      return { againInMs: backOff(attempts, longestPauseMs) };
    }
  };

  /** Keeps the job in our hands while it is done, however long that takes. */
  const holding = async <T>(job: Claim, work: () => Promise<T>): Promise<T> => {
    let renewal: Promise<void> | undefined;
    const renewOnce = () => void (renewal ??= renew(job).finally(() => (renewal = undefined)));
    const timer = setInterval(renewOnce, leaseMs / 3).unref();
    try {
      return await work();
    } finally {
      clearInterval(timer);
      await renewal;
    }
  };

  /** Moves the end of the claim, if it is still ours, whatever was enqueued anew meanwhile; answers whether it is. */
  const moveEnd = async ({ accountId, kind, ends }: Claim, heldUntil: number): Promise<boolean> => {
    for (const end of ends) {
      const ours = { accountId, kind, heldUntil: end };
      if ((await database.writeOne((tx) => updateRows(tx, Job, ours, { heldUntil }))) === 1) return true;
    }
    return false;
  };

  const renew = async (job: Claim): Promise<void> => {
    const { accountId, kind } = job;
    const end = clock.now() + leaseMs;
    try {
      if (await moveEnd(job, end)) job.ends = [end];
      else
        log.warn({ accountId, kind }, "a job's claim is held no more: it was taken back, or may be done beside itself");
    } catch (error) {
      job.ends.push(end);
      log.warn(
        { err: error, accountId, kind },
        "a job's claim could not be renewed; it lapses unless the next try can",
      );
    }
  };

  const conclude = async (job: Claim, outcome: JobOutcome): Promise<void> => {
    const { accountId, kind, version } = job;
    const ended = await database.writeOne((tx) => {
      if (outcome === "done") return deleteRows(tx, Job, { accountId, kind, version });
      const again = { dueAt: clock.now() + outcome.againInMs, heldUntil: 0, ...(outcome.fresh && { attempts: 0 }) };
      return updateRows(tx, Job, { accountId, kind, version }, again);
    });
    // Only what is still ours is finished. What was enqueued anew meanwhile is let go; what another has claimed is not.
    if (ended === 0) await moveEnd(job, 0);
  };

  const perform = async (job: Claim): Promise<void> => {
    try {
      await conclude(job, await holding(job, () => attempt(job)));
    } catch (error) {
      const { accountId, kind } = job;
      log.error(
        { err: error, accountId, kind },
        "a job's end could not be written; it is done again when its claim lapses",
      );
    }
  };

  const wake = (): void => {
    if (stopped) return;
    if (looking) {
      lookAgain = true;
      return;
    }
    clearTimeout(timer);
    lookAgain = false;
    looking = look()
      .catch((error: unknown) => {
        log.error({ err: error }, "the worker cannot read its jobs; it tries again");
        return 0;
      })
      .finally(() => {
        looking = undefined;
        if (stopped) return;
        if (lookAgain) wake();
        else timer = setTimeout(wake, idleMs);
      });
  };

  return {
    start: () => {
      stopped = stopping = false;
      wake();
    },
    wake,
    drain: async () => {
      while ((await look()) > 0 || looking || running.size > 0) {
        await looking;
        await Promise.all(running.keys());
      }
    },
    stop: async () => {
      stopped = stopping = true;
      clearTimeout(timer);
      await looking;
      await Promise.all(running.keys());
    },
    letGo: async () => {
      // What is on its way upstream arrives before the next one begins. Nothing has failed.
      const later: JobOutcome = { againInMs: config.UPSTREAM_TIMEOUT_MS, fresh: true };
      await Promise.all([...running.values()].map((job) => conclude(job, later)));
    },
  };
}

function shuffled<T>(list: T[]): T[] {
  const copy = [...list];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [copy[i], copy[j]] = [copy[j]!, copy[i]!];
  }
  return copy;
}
