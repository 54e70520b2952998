import { In } from "typeorm";
import { Account } from "../../../entities/account";
import { ReconciliationFinding } from "../../../entities/reconciliation";
import type { Database } from "../../database/database";

/** A finding, and whose account it is about. */
export interface Found extends Pick<ReconciliationFinding, "outcome" | "details"> {
  publisherId: string;
}

/** What a run has found, in the order of the accounts: the first so many. */
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
