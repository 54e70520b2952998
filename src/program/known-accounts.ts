import type { EntityManager } from "typeorm";
import { MigrationStatus } from "../../entities/words";
import type { Candidate } from "./new-account";

/** What a known account was last imported as, and the status of its migration. */
export interface Known {
  hash: string;
  status: MigrationStatus;
}

/** Returns the accounts that are already known, by ID. */
export async function findKnown(manager: EntityManager, ids: string[]): Promise<Map<string, Known>> {
  if (ids.length === 0) return new Map();
  const rows: (Known & { id: string })[] = await manager.query(
    "SELECT account.id, account.import_hash AS hash, migration.status FROM account" +
      " INNER JOIN migration ON migration.account_id = account.id" +
      ` WHERE account.id IN (${ids.map(() => "?").join(", ")})`,
    ids,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Whether the export's row is news: the account is new, or has changed while CPP still owns it. */
export const saysNews = ({ importHash }: Pick<Candidate, "importHash">, known: Known | undefined): boolean =>
  known === undefined || (importHash !== known.hash && !beyondCpp.has(known.status));

const beyondCpp: ReadonlySet<MigrationStatus> = new Set([MigrationStatus.MIGRATING, MigrationStatus.COMPLETED]);
