import { Job } from "../../entities/job";
import type { Database } from "../database/database";
import { jobHandlers } from "./handlers";

/** How many jobs of a kind are due, and since when the oldest of them has been. */
export interface DueJobs {
  kind: string;
  count: number;
  oldestDueAt: number | null;
}

/** The oldest are counted: however many are due, the cost is bounded. */
const mostCounted = 10_000;

/**
 * Returns one entry for every kind that this release knows, and for any other that is due. A job counts from when it
 * may be claimed; while it runs, only once its claim is older than the first lease.
 */
export async function dueJobs({ reader }: Pick<Database, "reader">, now: number): Promise<DueJobs[]> {
  const rows = await reader
    .createQueryBuilder()
    .select("due.kind", "kind")
    .addSelect("COUNT(*)", "count")
    .addSelect("MIN(due.due_at)", "oldest")
    .from(
      (query) =>
        query
          .select("job.kind", "kind")
          .addSelect("job.dueAt", "due_at")
          .from(Job, "job")
          .where("job.dueAt <= :now", { now })
          .orderBy("job.dueAt")
          .limit(mostCounted),
      "due",
    )
    .groupBy("due.kind")
    .getRawMany<{ kind: string; count: number | string; oldest: number | string }>();
  const due = new Map(rows.map((row) => [row.kind, row]));
  return [...new Set([...Object.keys(jobHandlers), ...due.keys()])].map((kind) => {
    const found = due.get(kind);
    return { kind, count: Number(found?.count ?? 0), oldestDueAt: found ? Number(found.oldest) : null };
  });
}
