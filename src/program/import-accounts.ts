import type { Clock } from "../clock";
import type { Database } from "../database/database";
import { accountIdOf } from "../ids";
import { importHashOf, readExportRow } from "./read-export-row";
import type { Candidate } from "./new-account";
import { openExport, type OpenExport } from "./open-export";
import { readLines, type Line } from "./read-lines";
import { createRejectedRows, type RejectedRow, type RejectedRows } from "./rejected-rows";
import { createSeenAccounts } from "./seen-accounts";
import { sideBySide } from "./side-by-side";
import { accountWriter } from "./write-accounts";

/** How far an import is. */
export interface ImportProgress {
  bytes: number;
  totalBytes: number;
  imported: number;
  unchanged: number;
  rejected: number;
}

/** What to import, and who wants to know. */
export interface ImportOptions {
  database: Database;
  clock: Clock;
  /** An export of CPP: one JSON object a line. */
  file: string;
  progress?: (progress: ImportProgress) => void;
  onRejected?: (rejected: RejectedRow) => void;
  /** How many accounts are written in one transaction. */
  batchSize?: number;
  /** Stops the import between two lines; whole batches stay. */
  signal?: AbortSignal;
}

/** What an import came to. */
export interface ImportResult {
  imported: number;
  unchanged: number;
  rejected: number;
  rejectedFile: string | null;
}

const longestBatch = 4 * 1024 * 1024;
/** SQLite has one writer; a server writes several batches at a time, and the next one is read meanwhile. */
const batchesAtOnce = { sqlite: 1, mysql: 3 };

/** Takes over the accounts of a CPP export: every good row, whole, and no bad one. Run again, it changes nothing. */
export async function importAccounts(options: ImportOptions): Promise<ImportResult> {
  const source = await openExport(options.file);
  const rejectedRows = await createRejectedRows(options.file);
  try {
    return { ...(await importRows(source, rejectedRows, options)), rejectedFile: rejectedRows.file() };
  } finally {
    await rejectedRows.close();
    await source.close();
  }
}

async function importRows(
  { chunks, totalBytes }: OpenExport,
  rejectedRows: RejectedRows,
  { database, clock, progress, onRejected, batchSize = 1_000, signal }: ImportOptions,
): Promise<Omit<ImportResult, "rejectedFile">> {
  const tally = { imported: 0, unchanged: 0, rejected: 0 };
  const readCandidate = candidateReader();
  let batch: Candidate[] = [];
  let weight = 0;
  const writeAccounts = accountWriter(database, clock);
  const underWay = sideBySide(batchesAtOnce[database.kind]);
  const flush = (bytes: number): Promise<void> => {
    const accounts = batch;
    batch = [];
    weight = 0;
    return underWay.begin(async () => {
      const { imported, unchanged } = await writeAccounts(accounts);
      tally.imported += imported;
      tally.unchanged += unchanged;
      progress?.({ bytes, totalBytes, ...tally });
    });
  };

  try {
    for await (const line of readLines(chunks)) {
      signal?.throwIfAborted();
      const read = readCandidate(line);
      if ("reasons" in read) {
        const rejected = { line: line.number, reasons: read.reasons };
        await rejectedRows.add(rejected, line.text);
        tally.rejected++;
        onRejected?.(rejected);
        progress?.({ bytes: line.bytes, totalBytes, ...tally });
      } else {
        batch.push(read);
        weight += line.text.length;
        if (batch.length >= batchSize || weight >= longestBatch) await flush(line.bytes);
      }
    }
    signal?.throwIfAborted();
    await flush(totalBytes);
    await underWay.end();
    return tally;
  } finally {
    await underWay.settle();
  }
}

/** Reads lines as accounts; of several rows of one account only the first is good. */
function candidateReader(): (line: Line) => Candidate | { reasons: string[] } {
  const seen = createSeenAccounts();
  return ({ number, text, fault }) => {
    const read = fault === null ? readExportRow(text) : { reasons: [fault] };
    if ("reasons" in read) return read;
    const id = accountIdOf(read.cpp.publisherId);
    const before = seen.firstLine(id, number);
    if (before !== null) return { reasons: [`publisher ID already on line ${before}`] };
    return { id, importHash: importHashOf(read.cpp), cpp: read.cpp };
  };
}
