import { Job, type JobKind } from "../../entities/job";
import { preparedRead } from "../database/prepared-read";
import { deleteRows, updateRows } from "../database/update-rows";
import type { Services } from "../services";
import { backOff, endOf, type JobEnd, type JobHandler, type JobOutcome } from "./job-outcome";

/** Does due jobs; looks for more when woken and after a while of idling. */
export interface Worker {
  start(): void;
  /** Tells the worker that a job may be due. */
  wake(): void;
  /** Does every job that is due now, and those that follow from them, then resolves. For tests and tools. */
  drain(): Promise<void>;
  /** Claims no more jobs and waits for those under way. */
  stop(): Promise<void>;
  /** Releases the jobs under way to other workers: for a process that has stopped and cannot wait for their end. */
  letGo(): Promise<void>;
}

/** A claimed job and when its lease ends: several times, if an unanswered renewal may have been written. */
type Claim = Job & { ends: number[] };

const window = 32;
const atOnce = 8;
const idleMs = 1_000;
const longestPauseMs = 5 * 60_000;
/** No handler puts its job off for longer. */
const longestDelayMs = 15 * 60_000;

/** The jobs that are due and that nobody holds, longest overdue first. */
const dueJobs = preparedRead(Job, "job", (query) =>
  query
    .where("job.dueAt <= :now AND (job.heldUntil <= :now OR job.heldUntil > :never)")
    .orderBy("job.dueAt")
    .limit(window),
);

/** Jobs that were put off or claimed by a clock that has been set back since: nobody would do them for as long. */
const strayJobs = preparedRead(Job, "job", (query) =>
  query.where("job.dueAt > :never").orderBy("job.dueAt").limit(window),
);

/** Whether this attempt is logged: each takes longer to come than all before it took. */
const isTold = (attempts: number): boolean => Number.isInteger(Math.log2(attempts));

/** Creates a worker over the jobs in the database; any number of workers may run. */
export function createWorker(
  services: Services,
  handlers: Readonly<Partial<Record<JobKind, JobHandler>>>,
  { onRun = () => undefined }: { onRun?: (kind: JobKind, end: JobEnd) => void } = {},
): Worker {
  const { database, clock, config, log } = services;
  const leaseMs = config.LEASE_SECONDS * 1_000;
  const running = new Map<Promise<void>, Claim>();
  let stopped = true;
  let stopping = false;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<number> | undefined;
  let lookAgain = false;
  let blind = false;

  /** Claims as many due jobs as it can and starts them; returns how many. */
  const look = async (): Promise<number> => {
    const now = clock.now();
    const never = now + 2 * Math.max(longestDelayMs, leaseMs);
    let due = await dueJobs(database, undefined, { now, never });
    if (due.length === 0) due = await strayJobs(database, undefined, { never });
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

  /**
   * Claims a job unless it has changed since it was read, or its holder has renewed a lease that had lapsed. If the
   * lease is neither renewed nor the job finished, it becomes due again when the lease ends.
   */
  const claim = async (job: Job, now: number): Promise<Claim | null> => {
    const end = now + leaseMs;
    const lease = { dueAt: end, heldUntil: end };
    const claimed = { ...job, ...lease, attempts: job.attempts + 1, version: job.version + 1, ends: [end] };
    const { accountId, kind, version, heldUntil } = job;
    const { attempts } = claimed;
    const change = { ...lease, attempts, version: claimed.version };
    const asRead = { accountId, kind, version, heldUntil };
    const affected = await database.writeOne((tx) => updateRows(tx, Job, asRead, change));
    return affected === 1 ? claimed : null;
  };

  /**
   * Runs the handler. Any error is a failed attempt that is retried, even for a kind that this release does not know.
   */
  const attempt = async (job: Job): Promise<JobOutcome> => {
    const { accountId, kind, attempts } = job;
    const facts = { accountId, kind, attempt: attempts };
    try {
      const handler = handlers[kind];
      if (!handler) throw new Error("this release does not know jobs of this kind");
      const outcome = await handler(services, job);
      onRun(kind, endOf(outcome));
      if (outcome !== "done" && outcome.why !== undefined && isTold(attempts))
        log.warn({ ...facts, reason: outcome.why }, "a job cannot be done yet; will try again");
      return outcome;
    } catch (error) {
      onRun(kind, "failed");
      if (isTold(attempts)) log.error({ err: error, ...facts }, "a job has failed; will try again");
      return { againInMs: backOff(attempts, longestPauseMs) };
    }
  };

  /** Renews the lease while the work runs, however long it takes. */
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

  /**
   * Moves the end of the lease if it is still this claim's, even if the job was enqueued anew; returns whether it is.
   */
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
        log.warn(
          { accountId, kind },
          "a job's claim is lost: the job was dropped, or another worker may be running it too",
        );
    } catch (error) {
      job.ends.push(end);
      log.warn(
        { err: error, accountId, kind },
        "could not renew a job's claim; it expires unless the next try succeeds",
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
    // The version has changed, so the job is not finished: if it was enqueued anew, release it; if another worker has
    // claimed it, leave it alone.
    if (ended === 0) await moveEnd(job, 0);
  };

  const perform = async (job: Claim): Promise<void> => {
    try {
      await conclude(job, await holding(job, () => attempt(job)));
    } catch (error) {
      const { accountId, kind } = job;
      log.error(
        { err: error, accountId, kind },
        "could not record a job's result; it runs again when its claim expires",
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
      .then(
        (begun) => {
          if (blind) log.info("the due jobs can be read again");
          blind = false;
          return begun;
        },
        (error: unknown) => {
          if (!blind) log.error({ err: error }, "could not read the due jobs; will keep trying");
          blind = true;
          return 0;
        },
      )
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
      // Calls in flight must arrive before the next run begins. Nothing has failed, so attempts count anew.
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
