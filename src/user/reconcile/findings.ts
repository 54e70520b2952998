import { In } from "typeorm";
import { Account } from "../../../entities/account";
import { ReconciliationFinding } from "../../../entities/reconciliation";
import type { Database } from "../../database/database";

/** A finding with the publisher ID of its account. */
export interface Found extends Pick<ReconciliationFinding, "outcome" | "details"> {
  publisherId: string;
}

/** The first `most` findings of a run, in the order of the accounts. */
export async function findingsOf({ reader }: Database, runId: string, most: number): Promise<Found[]> {
  const rows = await reader.find(ReconciliationFinding, { where: { runId }, order: { accountId: "ASC" }, take: most });
  const accounts = await reader.findBy(Account, { id: In(rows.map((row) => row.accountId)) });
  const names = new Map(accounts.map(({ id, publisherId }) => [id, publisherId]));
  return rows.map(({ accountId, outcome, details }) => ({
    publisherId: names.get(accountId) ?? accountId,
    outcome,
    details,
  }));
}
