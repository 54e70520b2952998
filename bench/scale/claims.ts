import { openDatabase } from "../speed/database";
import { ratePerSecond } from "./rate-per-second";

const due = 500;
const dayMs = 24 * 60 * 60_000;
const columns = ["account_id", "kind", "due_at", "held_until", "attempts", "version"];

/**
 * How many jobs a second the running service claims and ends, while every other account has one that waits for tomorrow.
 * The jobs look for applications that are not there: what is timed is the outbox.
 */
export async function claimsPerSecond(databaseUrl: string): Promise<number> {
  const database = openDatabase(databaseUrl);
  try {
    const ids = (await database.rows("SELECT id FROM account ORDER BY id", [])).map(([id]) => id as string);
    const now = Date.now();
    const jobs = (some: string[], dueAt: number) => some.map((id) => [id, "vetting@1", dueAt, 0, 0, 1]);
    await database.fill([{ name: "job", columns, rows: jobs(ids.slice(due), now + dayMs) }]);
    await database.fill([{ name: "job", columns, rows: jobs(ids.slice(0, due), now) }]);
    const soon = now + dayMs / 2;
    return await ratePerSecond(due, async () => {
      const [[left]] = (await database.rows("SELECT COUNT(*) FROM job WHERE due_at < ?", [soon])) as [[number]];
      return left;
    });
  } finally {
    await database.close();
  }
}
