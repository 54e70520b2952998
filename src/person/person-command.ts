import { parseArgs } from "node:util";
import { parseAddress, principalOf } from "../address";
import type { Clock } from "../clock";
import type { Database } from "../database/database";
import { erasePerson } from "./erase-person";
import type { ErasureWish } from "./erase-rules";
import { exportPerson } from "./export-person";

/** Where a command writes. */
type Output = NodeJS.WritableStream;

const outOfReach =
  "Out of reach: exports of CPP and their files of rejected rows (FILE.rejected.ndjson), backups, logs, and what CPP, Partner Center and the mail server keep themselves.";

/** Parses the command's arguments: EMAIL, and --closed PUBLISHER_ID any number of times. Null if they are invalid. */
export function readWish(given: string[]): ErasureWish | null {
  const options = { closed: { type: "string", multiple: true } } as const;
  try {
    const { values, positionals } = parseArgs({ args: given, allowPositionals: true, options });
    const [email = "", ...more] = positionals;
    if (more.length > 0 || !parseAddress(email)) return null;
    return { principal: principalOf(email), closed: new Set(values.closed) };
  } catch {
    return null;
  }
}

/** Erases a person's data everywhere; returns the exit status: 1 if there is a reason to keep them. */
export async function runErasePerson(
  database: Database,
  clock: Clock,
  wish: ErasureWish,
  out: Output,
): Promise<number> {
  const erasure = await erasePerson(database, clock, wish);
  if ("kept" in erasure) {
    for (const { publisherId, reasons } of erasure.kept)
      for (const reason of reasons) out.write(`${publisherId}: ${wish.principal} ${reason}\n`);
    out.write("Not erased.\n");
    return 1;
  }
  const { accounts, rows } = erasure;
  out.write(
    rows === 0
      ? "Nothing is kept about that address.\n"
      : `Erased: ${rows.toLocaleString("en-US")} rows, of ${accounts.toLocaleString("en-US")} accounts and of no account.\n`,
  );
  out.write(`${outOfReach}\n`);
  return 0;
}

/** Prints everything that is kept about a person, as JSON. */
export async function runExportPerson(
  database: Database,
  clock: Clock,
  principal: string,
  out: Output,
): Promise<number> {
  const kept = await exportPerson(database, principal);
  const exported = { address: principal, at: new Date(clock.now()).toISOString(), kept, outOfReach };
  out.write(`${JSON.stringify(exported, null, 2)}\n`);
  return 0;
}
