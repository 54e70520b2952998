import type { Tx } from "../database/database";
import type { Services } from "../services";
import { applyDecision } from "./apply-decision";
import type { Decision, MigrationRows } from "./decision";
import { guardMigration } from "./migration-rows";

/** Decides on the migration under its guard when the system acts, not a user; a null decision writes nothing. */
export async function actAsSystem(
  { database, clock, wake }: Services,
  accountId: string,
  decide: (rows: MigrationRows, tx: Tx) => Decision | null | Promise<Decision | null>,
): Promise<void> {
  const decided = await database.write(async (tx) => {
    const rows = await guardMigration(database, tx, accountId);
    const decision = rows && (await decide(rows, tx));
    if (rows && decision) await applyDecision(tx, rows, decision, null, clock.now());
    return decision;
  });
  if (decided?.jobs?.length) wake();
}
