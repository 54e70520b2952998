import { Reconciliation } from "../../../entities/reconciliation";
import type { Services } from "../../services";
import { findingsOf } from "./findings";
import { reconcile, type ReconcileOptions } from "./reconcile";
import { isCurrent, openRun, tallyOf } from "./runs";

/** Starts the nightly reconciliation on time, and continues one that another worker has left. */
export interface Nightly {
  start(): void;
  /** Checks whether a run is due or unfinished, and works on it; resolves when nothing is left to do. */
  look(): Promise<void>;
  /** Stops the run in progress between two accounts. */
  stop(): Promise<void>;
}

const lookEveryMs = 60_000;
/** A worker that was not running at the set time may start up to this much later. */
const nightMs = 6 * 60 * 60_000;
const mostLogged = 20;

/** The worker's reconciliation: any number of workers may check, and one of them does it. */
export function createNightly(services: Services, options: Pick<ReconcileOptions, "onCompared" | "pause">): Nightly {
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  const look = () =>
    (looking ??= lookOnce(services, { ...options, signal: stopping.signal })
      .catch((error: unknown) =>
        services.log.error({ err: error }, "the nightly reconciliation has failed; will try again"),
      )
      .finally(() => (looking = undefined)));
  return {
    start: () => {
      if (services.config.RECONCILE_AT === "never") return;
      void look();
      timer = setInterval(() => void look(), lookEveryMs).unref();
    },
    look,
    stop: async () => {
      stopping.abort();
      clearInterval(timer);
      await looking;
    },
  };
}

async function lookOnce(services: Services, options: Omit<ReconcileOptions, "patient">): Promise<void> {
  const { database, clock, log, config } = services;
  const now = clock.now();
  const begin = lastTime(config.RECONCILE_AT, now);
  const isNight = now - begin < nightMs;
  const last = await database.reader.findOne(Reconciliation, { where: { mode: "REPAIR" }, order: { id: "DESC" } });
  // By day, a run is only continued: one that is out of date waits for the night, which begins another.
  const unfinished = last?.finishedAt === null && (isNight || (last.nightly && isCurrent(last, now)));
  if (!unfinished && !(isNight && (last?.begunAt ?? 0) < begin)) return;
  const run = await openRun(database, { mode: "REPAIR", nightly: true }, now);
  const finished = await reconcile(services, run.id, { ...options, patient: false });
  if (!finished) return;
  const tally = await tallyOf(database.reader, finished);
  // Log publishers but no people: the sentences are in the table.
  const found = await findingsOf(database, run.id, mostLogged);
  const drift = found.map(({ publisherId, outcome, details }) => ({ publisherId, outcome, count: details.length }));
  log.info({ run: run.id, begunAt: finished.begunAt, ...tally, drift }, "the migrated accounts have been reconciled");
}

/** The latest instant at that hour and minute, in UTC. */
function lastTime(time: string, now: number): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  const day = 24 * 60 * 60_000;
  const at = (hours * 60 + minutes) * 60_000;
  return Math.floor((now - at) / day) * day + at;
}
