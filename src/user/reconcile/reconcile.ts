import { type FindingOutcome, Reconciliation } from "../../../entities/reconciliation";
import { UpstreamUnavailable } from "../../faults";
import { backOff } from "../../outbox/job-outcome";
import type { Services } from "../../services";
import { compareAccount, note } from "./compare-account";
import { createPace, realPause, type Pace, type Pause } from "./pace";
import { advanceRun, claimRun, finishRun, holdRun, nextMoved, releaseRun, tallyOf, type RunTally } from "./runs";

/** How to work on a run, and callbacks for its progress. */
export interface ReconcileOptions {
  /** Stops between two accounts; the run can be continued later. */
  signal: AbortSignal;
  /** Whether to wait while another process holds the run, or leave the run to that process. */
  patient: boolean;
  progress?: (tally: RunTally) => void;
  onCompared?: (outcome: FindingOutcome | "AGREED") => void;
  /** How to wait; tests advance their clock instead. */
  pause?: Pause;
}

/** Accounts compared concurrently: few enough to leave upstream capacity for requests that users wait for. */
const atOnce = 3;
const stretchSize = 10;
const tries = 3;
const longestPauseMs = 60_000;
const pollMs = 1_000;

/** Compares all migrated accounts from the run's cursor on. Returns the finished run; null when it is not finished. */
export async function reconcile(
  services: Services,
  runId: string,
  options: ReconcileOptions,
): Promise<Reconciliation | null> {
  const { database, clock, config } = services;
  const { signal, patient, pause = realPause(signal) } = options;
  const pace = createPace(clock, config.RECONCILE_PER_SECOND, pause, signal);
  const goesOn = () => !signal.aborted;
  while (goesOn()) {
    const run = await claimRun(database, runId, clock.now(), leaseEnd(services));
    if (run && (await workThrough(services, run, pace, options))) break;
    const present = await database.reader.findOneByOrFail(Reconciliation, { id: runId });
    if (present.finishedAt !== null || !patient) break;
    options.progress?.(await tallyOf(database.reader, present));
    if (goesOn()) await pause(pollMs);
  }
  const ended = await database.reader.findOneByOrFail(Reconciliation, { id: runId });
  return ended.finishedAt === null ? null : ended;
}

const leaseEnd = ({ clock, config }: Services): number => clock.now() + config.LEASE_SECONDS * 1_000;

/** Works through stretches of accounts while this process holds the run; true once it is finished. */
async function workThrough(
  services: Services,
  claimed: Reconciliation,
  pace: Pace,
  options: ReconcileOptions,
): Promise<boolean> {
  const { database, clock } = services;
  let run: Reconciliation | null = claimed;
  while (run && !options.signal.aborted) {
    const accountIds = await nextMoved(database, run.cursor, stretchSize);
    if (accountIds.length === 0) return (await finishRun(database, run, clock.now())) !== null;
    const held: Reconciliation = run;
    const done = await holding(services, held, () => compareAll(services, held, accountIds, pace, options));
    if (!done) break;
    run = await advanceRun(database, run, accountIds, leaseEnd(services));
    if (run) options.progress?.(await tallyOf(database.reader, run));
  }
  if (run) await releaseRun(database, run, clock.now());
  return false;
}

/** Renews the run's lease during the work, however long upstream takes. */
async function holding<T>(services: Services, run: Reconciliation, work: () => Promise<T>): Promise<T> {
  const { database, config, log } = services;
  const hold = () =>
    void holdRun(database, run, leaseEnd(services)).catch((error: unknown) =>
      log.warn({ err: error }, "could not renew the hold on the reconciliation"),
    );
  const timer = setInterval(hold, (config.LEASE_SECONDS * 1_000) / 3);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/** True when all accounts are done; false when stopped before. */
async function compareAll(
  services: Services,
  run: Reconciliation,
  accountIds: string[],
  pace: Pace,
  options: ReconcileOptions,
): Promise<boolean> {
  const waiting = [...accountIds];
  const lane = async () => {
    for (let accountId = waiting.shift(); accountId !== undefined; accountId = waiting.shift())
      if (!(await compareOne(services, run, accountId, pace, options))) return false;
    return true;
  };
  return (await Promise.all(Array.from({ length: atOnce }, lane))).every(Boolean);
}

/** Compares an account, with retries while upstream is unavailable, or notes that it failed. False when stopped. */
async function compareOne(
  services: Services,
  run: Reconciliation,
  accountId: string,
  pace: Pace,
  { signal, onCompared }: ReconcileOptions,
): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    await pace.turn();
    if (signal.aborted) return false;
    try {
      const finding = await compareAccount(services, run, accountId);
      onCompared?.(finding?.outcome ?? "AGREED");
      return true;
    } catch (error) {
      const unavailable = error instanceof UpstreamUnavailable;
      if (unavailable) pace.giveWay(backOff(attempt, longestPauseMs, error.retryAfterMs));
      if (unavailable && attempt < tries) continue;
      services.log.warn({ err: error, accountId, run: run.id }, "an account could not be compared");
      const reason =
        error instanceof Error && (unavailable || error.name === "UpstreamRejected")
          ? error.message
          : "a fault of ours: see the log";
      await note(services, run, accountId, "NOT_COMPARED", [reason]);
      onCompared?.("NOT_COMPARED");
      return true;
    }
  }
}
