import { Account } from "../../entities/account";
import { TimelineEvent } from "../../entities/timeline-event";
import type { Refusal } from "../../entities/refusal";
import { Severity, type TimelineKind } from "../../entities/words";
import type { Tx } from "../database/database";
import { insertRows } from "../database/insert-rows";
import { updateRowsLater } from "../database/update-rows";

/** An event that has just happened. */
export interface HappenedEvent {
  kind: TimelineKind;
  severity?: Severity;
  message: string;
  params?: Record<string, string | number>;
  problem?: Refusal;
}

/**
 * Appends events to the account's timeline. The caller holds the account's guard, so that sequence numbers are in the
 * order of commit and a reader who has seen number n has seen all before it.
 */
export async function appendEvents(
  tx: Tx,
  account: Pick<Account, "id" | "eventCount">,
  events: HappenedEvent[],
  actor: string | null,
  at: number,
): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((event, index) => ({
    accountId: account.id,
    seq: account.eventCount + 1 + index,
    at,
    kind: event.kind,
    severity: event.severity ?? Severity.INFO,
    message: event.message,
    params: event.params ?? {},
    actor,
    problem: event.problem ?? null,
  }));
  await insertRows(tx, TimelineEvent, rows);
  await updateRowsLater(tx, Account, { id: account.id }, { eventCount: account.eventCount + rows.length });
}
