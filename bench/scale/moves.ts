import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { openDatabase } from "../speed/database";
import { makeExport } from "./make-export";
import { runImport, startOutside, startService, tenantId } from "./outside";
import { ratePerSecond } from "./rate-per-second";

const count = 400;
/** The MPN ID with which all accounts move. */
const mpnId = "7000001";

/**
 * Returns how many migrations a second that many workers bring from the owners' answers to COMPLETED, on an empty
 * database.
 */
export async function movesPerSecond(
  databaseUrl: string,
  parent: string,
  port: number,
  workers: number,
): Promise<number> {
  const directory = join(parent, `moves-${workers}`);
  await mkdir(directory);
  const file = join(directory, "export.ndjson");
  await makeExport(file, count);
  const outside = await startOutside(directory, port + 20, { count, accounts: file, mpnId });
  const stops: (() => unknown)[] = [() => outside.stop()];
  try {
    await runImport(databaseUrl, file);
    for (let i = 0; i < workers; i++) {
      const worker = await startService(databaseUrl, outside.url, port + 30 + i, "worker");
      stops.unshift(() => worker.stop());
    }
    const database = openDatabase(databaseUrl);
    stops.unshift(() => database.close());
    const now = Date.now();
    await database.run(answered, [now, tenantId, mpnId]);
    const ids = await database.rows("SELECT id FROM account", []);
    const columns = ["account_id", "kind", "due_at", "held_until", "attempts", "version"];
    await database.fill([{ name: "job", columns, rows: ids.map(([id]) => [id as string, "advance@1", now, 0, 0, 1]) }]);
    return await ratePerSecond(count, async () => {
      const rows = await database.rows("SELECT status, COUNT(*) FROM migration GROUP BY status", []);
      const { FAILED = 0, COMPLETED = 0 } = Object.fromEntries(rows as [string, number][]);
      if (FAILED > 0) throw new Error(`${FAILED} migrations have failed`);
      return count - COMPLETED;
    });
  } finally {
    for (const stop of stops) await stop();
  }
}

/** Sets the owners' answers: the addresses that they sign in with. */
const answered = `UPDATE migration SET status = 'VERIFYING', attempt = 1, started_at = ?,
  work_email = (SELECT sign_in_email FROM account WHERE account.id = migration.account_id), work_email_tenant = ?, work_email_state = 'SATISFIED', work_email_reason = NULL,
  mpn_id = ?, mpn_state = 'SATISFIED', mpn_reason = NULL,
  started_by = (SELECT role.id FROM account_user role JOIN account ON account.id = role.account_id
    WHERE role.account_id = migration.account_id AND role.principal = account.sign_in_email)`;
