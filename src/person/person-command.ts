import type { Clock } from "../clock";
import type { Database } from "../database/database";
import { erasePerson } from "./erase-person";
import { exportPerson } from "./export-person";

/** Where a command writes. */
type Output = NodeJS.WritableStream;

const outOfReach =
  "Out of reach: exports of CPP and their files of rejected rows (FILE.rejected.ndjson), backups, logs, and what CPP, Partner Center and the mail server keep themselves.";

/** Takes a person's data out everywhere; answers the exit status: 1 when something stands against it. */
export async function runErasePerson(database: Database, principal: string, out: Output): Promise<number> {
  const erasure = await erasePerson(database, principal);
  if ("kept" in erasure) {
    for (const { publisherId, reasons } of erasure.kept)
      for (const reason of reasons) out.write(`${publisherId}: ${principal} ${reason}\n`);
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

/** Prints as JSON all that is kept about a person. */
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
