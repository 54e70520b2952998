import { Account } from "../../entities/account";
import type { Migration } from "../../entities/migration";
import { MpnApplication } from "../../entities/mpn-application";
import { Severity, TimelineKind } from "../../entities/words";
import type { Tx } from "../database/database";
import { insertRows } from "../database/insert-rows";
import { updateRowsLater } from "../database/update-rows";
import { dropJobs, enqueue } from "../outbox/enqueue";
import { appendEvents, type HappenedEvent } from "../timeline/append-events";
import type { Decision, MigrationRows } from "./decision";
import { changeMigration } from "./write-migrations";

/** Writes a decision with its timeline events and jobs. The caller holds the account's guard. */
export async function applyDecision(
  tx: Tx,
  rows: MigrationRows,
  decision: Decision,
  actor: string | null,
  now: number,
): Promise<void> {
  const { account, migration } = rows;
  const events: HappenedEvent[] = [...(decision.events ?? [])];
  if (decision.migration) {
    await changeMigration(tx, migration, decision.migration);
    const to = decision.migration.status ?? migration.status;
    if (to !== migration.status) events.push(statusChanged(to));
  }
  if (decision.account) await updateRowsLater(tx, Account, { id: account.id }, decision.account);
  if (decision.application) await writeApplication(tx, decision.application);
  await appendEvents(tx, account, events, actor, now);
  await dropJobs(tx, account.id, decision.dropJobs ?? []);
  for (const job of decision.jobs ?? []) await enqueue(tx, account.id, job, now);
}

const statusChanged = (status: Migration["status"]): HappenedEvent => ({
  kind: TimelineKind.STATUS_CHANGED,
  severity: status === "FAILED" ? Severity.ERROR : status === "ACTION_REQUIRED" ? Severity.WARNING : Severity.INFO,
  message: `event.status.${status}`,
});

/** Inserts the application, or replaces the account's previous one. */
function writeApplication(tx: Tx, application: MpnApplication): Promise<void> {
  const { accountId: _, ...known } = application;
  return insertRows(tx, MpnApplication, [application], { known });
}
