import { sweepOutcomes } from "./idempotency";
import { sweepAttempts } from "./migration/attempt-limits";
import type { Services } from "./services";
import { sweepRuns } from "./user/reconcile/runs";

/** Deletes expired outcomes, attempts that no limit counts any more, and reconciliations a month old. */
export async function sweep({ database, clock }: Services): Promise<void> {
  const now = clock.now();
  await sweepOutcomes(database, now);
  await sweepAttempts(database, now);
  await sweepRuns(database, now);
}
