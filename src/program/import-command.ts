import type { Clock } from "../clock";
import type { Database } from "../database/database";
import { importAccounts } from "./import-accounts";
import { createImportReport, type Output } from "./import-report";
import { UnreadableExport } from "./open-export";

/**
 * Imports an export and reports on it. Returns the exit status: 1 if rows were rejected, 2 if the file is unreadable.
 */
export async function runImport(database: Database, clock: Clock, file: string, out: Output): Promise<number> {
  const report = createImportReport(out);
  try {
    const result = await importAccounts({ database, clock, file, ...report.listeners });
    report.end(result);
    return result.rejected > 0 ? 1 : 0;
  } catch (error) {
    report.stop();
    if (!(error instanceof UnreadableExport)) throw error;
    out.write(`${error.message}\n`);
    return 2;
  }
}
