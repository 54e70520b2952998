import { SingleBar } from "cli-progress";
import type { ImportOptions, ImportResult } from "./import-accounts";
import type { RejectedRow } from "./rejected-rows";

/** Where a command writes: a terminal, or a file or pipe. */
export type Output = NodeJS.WritableStream & { isTTY?: boolean };

/** The output of an import. */
export interface ImportReport {
  listeners: Required<Pick<ImportOptions, "progress" | "onRejected">>;
  /** Ends the output with the counts. */
  end(result: ImportResult): void;
  /** Ends the output without counts: the import has failed. */
  stop(): void;
}

const mostShown = 50;

/**
 * Creates a report: a terminal shows a bar, then the first rejected rows; any other output gets each rejected row as it
 * comes.
 */
export function createImportReport(out: Output): ImportReport {
  const write = (line: string) => out.write(`${line}\n`);
  const bar = progressBar(out);
  const kept: string[] = [];
  const stop = () => {
    bar.stop();
    kept.forEach(write);
  };
  return {
    listeners: {
      progress: bar.show,
      onRejected: (rejected) => {
        if (!out.isTTY) write(sentence(rejected));
        else if (kept.length < mostShown) kept.push(sentence(rejected));
      },
    },
    end: (result) => {
      stop();
      const more = out.isTTY ? result.rejected - kept.length : 0;
      if (more > 0) write(`… and ${count(more)} more, see ${result.rejectedFile}`);
      else if (result.rejectedFile !== null) write(`The rejected rows are in ${result.rejectedFile}`);
      write(counts(result));
    },
    stop,
  };
}

const sentence = ({ line, reasons }: RejectedRow): string => `line ${line}: ${reasons.join("; ")}`;

const count = (number: number): string => number.toLocaleString("en-US");

const counts = ({ imported, unchanged, rejected }: Omit<ImportResult, "rejectedFile">): string =>
  `${count(imported)} imported, ${count(unchanged)} unchanged, ${count(rejected)} rejected`;

function progressBar(out: Output): { show: ImportReport["listeners"]["progress"]; stop(): void } {
  const bar = new SingleBar({
    stream: out,
    format: "{bar} {percentage} % | {counts}",
    linewrap: true,
    gracefulExit: false,
  });
  let shown = false;
  return {
    show: ({ bytes, totalBytes, ...rest }) => {
      if (!out.isTTY) return;
      if (!shown) bar.start(totalBytes, bytes, { counts: counts(rest) });
      else bar.update(bytes, { counts: counts(rest) });
      shown = true;
    },
    stop: () => bar.stop(),
  };
}
