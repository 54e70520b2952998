import type { CppAccount } from "../account/cpp-account-rules";
import type { Clock } from "../clock";
import type { Database } from "../database/database";
import { accountIdOf } from "../ids";
import { importHashOf, readExportRow } from "./read-export-row";
import { findKnown, saysNews } from "./known-accounts";
import type { Candidate } from "./new-account";
import { createNews, type News, type RowPlace } from "./news";
import { changedExport, openExport, type OpenExport } from "./open-export";
import { readLines, type Line } from "./read-lines";
import { createRejectedRows, type RejectedRow, type RejectedRows } from "./rejected-rows";
import { createSeenAccounts } from "./seen-accounts";
import { sideBySide } from "./side-by-side";
import { writeAccounts } from "./write-accounts";

/** The progress of an import. */
export interface ImportProgress {
  /** How much of the work is done, as a share of `totalBytes`. */
  bytes: number;
  totalBytes: number;
  imported: number;
  unchanged: number;
  rejected: number;
}

/** What to import, and the callbacks that report on it. */
export interface ImportOptions {
  database: Database;
  clock: Clock;
  /** An export of CPP: one JSON object a line. */
  file: string;
  progress?: (progress: ImportProgress) => void;
  onRejected?: (rejected: RejectedRow) => void;
  /** How many accounts are written in one transaction. */
  batchSize?: number;
  /** Stops the import between two lines or batches; batches already written stay. */
  signal?: AbortSignal;
}

/** The result of an import. */
export interface ImportResult {
  imported: number;
  unchanged: number;
  rejected: number;
  rejectedFile: string | null;
}

/** How many rows are looked up at once. */
const lookUpSize = 1_000;
const longestBatch = 4 * 1024 * 1024;
/** SQLite has one writer. A server writes several batches at once, while the next one is read. */
const batchesAtOnce = { sqlite: 1, mysql: 3 };
/** The share of the work that is done when everything is read and nothing written. */
const readingShare = 0.2;

/**
 * Imports the accounts of a CPP export: every valid row completely, and no invalid one. Run again, it changes nothing.
 */
export async function importAccounts(options: ImportOptions): Promise<ImportResult> {
  const source = await openExport(options.file);
  const rejectedRows = await createRejectedRows(options.file);
  const tally = { imported: 0, unchanged: 0, rejected: 0 };
  try {
    const news = await findNews(source, rejectedRows, options, tally);
    await writeNews(source, news, options, tally);
    return { ...tally, rejectedFile: rejectedRows.file() };
  } finally {
    await rejectedRows.close();
    await source.close();
  }
}

type Tally = Omit<ImportResult, "rejectedFile">;

/** Reads the whole export: rejects invalid rows, counts unchanged ones and records where the others are. */
async function findNews(
  { chunks, totalBytes }: OpenExport,
  rejectedRows: RejectedRows,
  { database, progress, onRejected, signal }: ImportOptions,
  tally: Tally,
): Promise<News> {
  const readCandidate = candidateReader();
  const news = createNews();
  let read: (RowPlace & Pick<Candidate, "id" | "importHash">)[] = [];
  const lookUp = async (bytes: number) => {
    const known = await findKnown(
      database.reader,
      read.map(({ id }) => id),
    );
    for (const row of read)
      if (saysNews(row, known.get(row.id))) news.add(row.id, row);
      else tally.unchanged++;
    read = [];
    progress?.({ bytes: bytes * readingShare, totalBytes, ...tally });
  };
  for await (const line of readLines(chunks)) {
    signal?.throwIfAborted();
    const candidate = readCandidate(line);
    if ("reasons" in candidate) {
      const rejected = { line: line.number, reasons: candidate.reasons };
      await rejectedRows.add(rejected, line.text);
      tally.rejected++;
      onRejected?.(rejected);
      progress?.({ bytes: line.bytes * readingShare, totalBytes, ...tally });
    } else {
      const { id, importHash } = candidate;
      if (read.push({ id, importHash, start: line.start, length: line.length }) === lookUpSize)
        await lookUp(line.bytes);
    }
  }
  await lookUp(totalBytes);
  return news;
}

/** Writes the rows of news in batches, in the order of the accounts' IDs. */
async function writeNews(
  source: OpenExport,
  news: News,
  { database, clock, progress, batchSize = 1_000, signal }: ImportOptions,
  tally: Tally,
): Promise<void> {
  const { totalBytes } = source;
  const underWay = sideBySide(batchesAtOnce[database.kind]);
  let begun = 0;
  let batch: RowPlace[] = [];
  let weight = 0;
  const flush = async () => {
    signal?.throwIfAborted();
    const accounts = await Promise.all(batch.map((place) => readAgain(source, place)));
    await source.mustBeUnchanged();
    begun += batch.length;
    const bytes = totalBytes * (readingShare + (1 - readingShare) * (begun / news.count));
    batch = [];
    weight = 0;
    await underWay.begin(async () => {
      const { imported, unchanged } = await writeAccounts(database, clock, accounts);
      tally.imported += imported;
      tally.unchanged += unchanged;
      progress?.({ bytes, totalBytes, ...tally });
    });
  };
  try {
    for (const place of news.inOrder()) {
      batch.push(place);
      weight += place.length;
      if (batch.length >= batchSize || weight >= longestBatch) await flush();
    }
    if (batch.length > 0) await flush();
    await underWay.end();
  } finally {
    await underWay.settle();
  }
}

async function readAgain(source: OpenExport, { start, length }: RowPlace): Promise<Candidate> {
  const read = readExportRow(await source.read(start, length));
  if ("reasons" in read) throw changedExport();
  return candidateOf(read.cpp);
}

/** Returns a function that reads a line as an account. Of several rows for one account, it accepts only the first. */
function candidateReader(): (line: Line) => Candidate | { reasons: string[] } {
  const seen = createSeenAccounts();
  return ({ number, text, fault }) => {
    const read = fault === null ? readExportRow(text) : { reasons: [fault] };
    if ("reasons" in read) return read;
    const candidate = candidateOf(read.cpp);
    const before = seen.firstLine(candidate.id, number);
    return before === null ? candidate : { reasons: [`publisher ID already on line ${before}`] };
  };
}

const candidateOf = (cpp: CppAccount): Candidate => ({
  id: accountIdOf(cpp.publisherId),
  importHash: importHashOf(cpp),
  cpp,
});
