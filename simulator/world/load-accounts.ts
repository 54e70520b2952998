import type { State } from "../state/open-state";
import { describeIssues } from "./describe-issues";
import { publisherAccount, type PublisherAccount } from "./publisher-account";
import { readLines, type Line } from "./read-lines";

const BATCH = 5_000;

/** Adds the accounts of a CPP export that the state does not know yet; a bad row is skipped with a warning. */
export async function loadAccounts(state: State, source: string | unknown[], warn: (text: string) => void) {
  let batch: PublisherAccount[] = [];
  const flush = () => {
    state.atomically(() => {
      for (const account of batch) if (!state.publishers.has(account.publisherId)) state.publishers.load(account);
    });
    batch = [];
  };
  for await (const { number, row, fault } of rowsOf(source)) {
    if (fault === undefined && isKnown(state, row)) continue;
    const parsed = publisherAccount.safeParse(row);
    if (parsed.success) batch.push(parsed.data);
    else warn(`Account export, line ${number} skipped: ${fault ?? describeIssues(parsed.error)}`);
    if (batch.length >= BATCH) flush();
  }
  flush();
}

function isKnown(state: State, row: unknown): boolean {
  const publisherId = (row as { publisherId?: unknown } | null)?.publisherId;
  return typeof publisherId === "string" && state.publishers.has(publisherId);
}

interface Row {
  number: number;
  row?: unknown;
  fault?: string;
}

async function* rowsOf(source: string | unknown[]): AsyncGenerator<Row> {
  if (typeof source !== "string") yield* source.map((row, index) => ({ number: index + 1, row }));
  else for await (const line of readLines(source)) if (line.text !== "") yield parseLine(line);
}

function parseLine({ number, text }: Line): Row {
  if (text === undefined) return { number, fault: "too long, or not UTF-8" };
  try {
    return { number, row: JSON.parse(text) };
  } catch {
    return { number, fault: "not JSON" };
  }
}
