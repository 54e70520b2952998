import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freshDatabase } from "../support/fresh-database";
import { createDatabase, type Database } from "../../src/database/database";
import { importAccounts, type ImportOptions } from "../../src/program/import-accounts";

/** A user of an export's row. */
export const user = (email: string, more: object = {}) => ({
  kind: "person",
  email,
  displayName: "Kai Silva",
  role: "Contributor",
  identity: "work",
  ...more,
});

/** A good row of an export. */
export const row = (publisherId: string, more: object = {}) => ({
  publisherId,
  displayName: `The ${publisherId} Company`,
  accountType: "COMPANY",
  mpnId: "1234567",
  signInEmail: "kai@contoso.com",
  sellerContact: {
    name: "Kai Silva",
    email: "kai@contoso.com",
    phone: null,
    address: { line1: "1 Main Street", city: "Stockholm", postalCode: "11122", countryCode: "SE" },
  },
  users: [user("kai@contoso.com", { role: "Owner" }), user("mei@contoso.com")],
  ...more,
});

/** A row, a raw line, or bytes. */
export type ExportLine = object | string | Buffer;

/** An empty database and a file to import into it. */
export interface ExportWorld {
  database: Database;
  clock: { at: number; now(): number };
  file: string;
  /** How many write units there have been. */
  writes(): number;
  save(...lines: ExportLine[]): Promise<void>;
  run(options?: Partial<ImportOptions>): ReturnType<typeof importAccounts>;
  /** Saves and runs. */
  import(...lines: ExportLine[]): ReturnType<typeof importAccounts>;
  rejected(): Promise<{ line: number; reasons: string[]; row: string }[]>;
  end(): Promise<void>;
}

const newline = Buffer.from("\n");
const asBytes = (line: ExportLine): Buffer =>
  Buffer.isBuffer(line) ? line : Buffer.from(typeof line === "string" ? line : JSON.stringify(line));

/** A world of its own for a test. */
export async function exportWorld(): Promise<ExportWorld> {
  const fresh = await freshDatabase();
  const opened = createDatabase(fresh.url);
  await opened.open();
  const directory = await mkdtemp(join(tmpdir(), "export-"));
  const file = join(directory, "accounts.ndjson");
  let writes = 0;
  const database: Database = { ...opened, write: (unit) => (writes++, opened.write(unit)) };
  const clock = { at: 1_800_000_000_000, now: () => clock.at };
  const save = (...lines: ExportLine[]) =>
    writeFile(file, Buffer.concat(lines.flatMap((line) => [asBytes(line), newline])));
  const run: ExportWorld["run"] = (options) => importAccounts({ database, clock, file, ...options });
  return {
    database,
    clock,
    file,
    writes: () => writes,
    save,
    run,
    import: async (...lines) => {
      await save(...lines);
      return run();
    },
    rejected: async () => {
      const text = await readFile(`${file}.rejected.ndjson`, "utf8");
      return text
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as { line: number; reasons: string[]; row: string });
    },
    end: async () => {
      await opened.close();
      await fresh.drop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
