import { openDatabase, type BenchDatabase } from "../speed/database";
import { ratePerSecond } from "./rate-per-second";

const due = 500;
const dayMs = 24 * 60 * 60_000;
const columns = ["account_id", "kind", "due_at", "held_until", "attempts", "version"];

/** Gives every account a job that is due tomorrow, except the accounts whose jobs will be claimed. */
export function fillOutbox(databaseUrl: string): Promise<void> {
  return opened(databaseUrl, async (database) => {
    const ids = await database.rows("SELECT id FROM account ORDER BY id", []);
    await fill(database, ids.slice(due), Date.now() + dayMs);
  });
}

/**
 * Returns how many jobs a second the running service claims and ends. The jobs look for applications that do not exist:
 * what is timed is the outbox.
 */
export function claimsPerSecond(databaseUrl: string): Promise<number> {
  return opened(databaseUrl, async (database) => {
    const ids = await database.rows(`SELECT id FROM account ORDER BY id LIMIT ${due}`, []);
    const soon = Date.now() + dayMs / 2;
    await fill(database, ids, Date.now());
    return ratePerSecond(due, async () => {
      const [[left]] = (await database.rows("SELECT COUNT(*) FROM job WHERE due_at < ?", [soon])) as [[number]];
      return left;
    });
  });
}

const fill = (database: BenchDatabase, ids: unknown[][], dueAt: number): Promise<void> =>
  database.fill([{ name: "job", columns, rows: ids.map(([id]) => [id as string, "vetting@1", dueAt, 0, 0, 1]) }]);

async function opened<T>(databaseUrl: string, work: (database: BenchDatabase) => Promise<T>): Promise<T> {
  const database = openDatabase(databaseUrl);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
