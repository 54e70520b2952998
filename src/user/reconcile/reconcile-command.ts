import { SingleBar } from "cli-progress";
import { Migration } from "../../../entities/migration";
import type { FindingOutcome, Reconciliation } from "../../../entities/reconciliation";
import { MigrationStatus } from "../../../entities/words";
import type { Services } from "../../services";
import { findingsOf } from "./findings";
import type { Pause } from "./pace";
import { reconcile } from "./reconcile";
import { openRun, tallyOf, type RunTally } from "./runs";

/** The options of the command. */
export interface ReconcileWish {
  dryRun: boolean;
  /** Stops the run; the next command continues from there. */
  signal: AbortSignal;
  /** A terminal, or a file or pipe. */
  out: NodeJS.WritableStream & { isTTY?: boolean };
  pause?: Pause;
}

const mostShown = 100;
const toldEvery = 1_000;

/**
 * Reconciles every migrated account and reports progress. Returns the exit status: 1 when drift was left, an account
 * could not be compared, or it was stopped.
 */
export async function runReconcile(services: Services, wish: ReconcileWish): Promise<number> {
  const { database, clock } = services;
  const { signal, out, dryRun, pause } = wish;
  const write = (line: string) => out.write(`${line}\n`);
  const run = await openRun(database, { mode: dryRun ? "DRY_RUN" : "REPAIR", nightly: false }, clock.now());
  if (run.cursor !== "")
    write(
      `Going on with the run that began at ${new Date(run.begunAt).toISOString()}: ${count(run.compared)} compared.`,
    );
  const total = await database.reader.countBy(Migration, { status: MigrationStatus.COMPLETED });
  const progress = createProgress(wish, total);
  const finished = await reconcile(services, run.id, {
    ...{ signal, patient: true, progress: progress.show },
    ...(pause && { pause }),
  }).finally(progress.stop);
  if (!finished) {
    write("Stopped before the end. The next `npm run reconcile` goes on from there.");
    return 1;
  }
  return report(services, finished, dryRun, write);
}

async function report(
  { database }: Services,
  run: Reconciliation,
  dryRun: boolean,
  write: (line: string) => void,
): Promise<number> {
  const tally = await tallyOf(database.reader, run);
  for (const { publisherId, outcome, details } of await findingsOf(database, run.id, mostShown))
    write(`${publisherId} ${told[dryRun && outcome === "LEFT" ? "DIFFERS" : outcome]}: ${details.join("; ")}`);
  const more = tally.repaired + tally.left + tally.notCompared - mostShown;
  if (more > 0) write(`… and ${count(more)} more accounts, in the table reconciliation_finding under ${run.id}`);
  if (tally.repaired > 0) write("Repairs in Cloud Partner Portal are made by the worker: see AccountUser.sync.");
  write(counts(tally, dryRun));
  return tally.left + tally.notCompared > 0 ? 1 : 0;
}

const told: Readonly<Record<FindingOutcome | "DIFFERS", string>> = {
  REPAIRED: "repaired",
  LEFT: "left",
  DIFFERS: "differs",
  NOT_COMPARED: "could not be compared",
};

const count = (number: number): string => number.toLocaleString("en-US");

const counts = ({ compared, agreed, repaired, left, notCompared }: RunTally, dryRun: boolean): string =>
  [
    `${count(compared)} compared`,
    `${count(agreed)} in agreement`,
    ...(dryRun ? [`${count(left)} differ`] : [`${count(repaired)} repaired`, `${count(left)} left`]),
    `${count(notCompared)} could not be compared`,
  ].join(", ");

/** A terminal gets a bar; anything else a line for every thousand accounts. */
function createProgress({ out, dryRun }: ReconcileWish, total: number): { show(tally: RunTally): void; stop(): void } {
  const format = "{bar} {percentage} % | {counts}";
  const bar = new SingleBar({ stream: out, format, linewrap: true, gracefulExit: false });
  let shown = 0;
  return {
    show: (tally) => {
      if (!out.isTTY) {
        if (tally.compared - shown >= toldEvery) out.write(`${counts(tally, dryRun)}\n`);
        else return;
      } else if (!bar.isActive) bar.start(total, tally.compared, { counts: counts(tally, dryRun) });
      else bar.update(tally.compared, { counts: counts(tally, dryRun) });
      shown = tally.compared;
    },
    stop: () => bar.stop(),
  };
}
