import { MoreThan, type EntityTarget, type ObjectLiteral } from "typeorm";
import { Account } from "../../entities/account";
import { AccountUser } from "../../entities/account-user";
import { Migration } from "../../entities/migration";
import { MpnApplication } from "../../entities/mpn-application";
import { ReconciliationFinding } from "../../entities/reconciliation";
import { TimelineEvent } from "../../entities/timeline-event";
import { inOwnScript } from "../address";
import type { Database } from "../database/database";

/** How many accounts' rows are scanned at once. */
const stretch = 500;

/** The columns where an address may occur without an index that leads to it, in tables keyed by account. */
const places: { table: EntityTarget<ObjectLiteral>; key: string; columns: string[] }[] = [
  { table: Account, key: "id", columns: ["signInEmail", "sellerContact"] },
  { table: AccountUser, key: "accountId", columns: ["principal", "email", "syncError"] },
  { table: Migration, key: "accountId", columns: ["workEmail", "workEmailProblem", "mpnProblem", "failure"] },
  { table: MpnApplication, key: "accountId", columns: ["profile"] },
  { table: TimelineEvent, key: "accountId", columns: ["params", "problem"] },
  { table: ReconciliationFinding, key: "accountId", columns: ["details"] },
];

/**
 * Returns the IDs of all accounts that may name the principal, in order. Columns without an index are scanned, a batch
 * of accounts at a time.
 */
export async function findAccounts({ reader }: Database, principal: string): Promise<string[]> {
  const found = new Set<string>();
  // SQLite's LOWER changes only ASCII letters, so any text matches in the place of all others.
  const patterns = { kept: `%${principal}%`, written: `%${inOwnScript(principal).replace(/[\u0080-\uffff]+/g, "%")}%` };
  for (const { accountId } of await reader.findBy(AccountUser, { principal })) found.add(accountId);
  for (let from = ""; ;) {
    const accounts = await reader.find(Account, {
      select: { id: true },
      where: { id: MoreThan(from) },
      order: { id: "ASC" },
      take: stretch,
    });
    if (accounts.length === 0) break;
    const to = accounts.at(-1)!.id;
    for (const { table, key, columns } of places) {
      const named = columns
        .flatMap((column) => Object.keys(patterns).map((spelling) => `LOWER(place.${column}) LIKE :${spelling}`))
        .join(" OR ");
      const rows = await reader
        .createQueryBuilder(table, "place")
        .select(`place.${key}`, "accountId")
        .distinct(true)
        .where(`place.${key} > :from AND place.${key} <= :to AND (${named})`, { from, to, ...patterns })
        .getRawMany<{ accountId: string }>();
      for (const { accountId } of rows) found.add(accountId);
    }
    from = to;
  }
  return [...found].sort();
}
