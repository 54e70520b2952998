import type { EntityManager } from "typeorm";
import { MigrationStatus } from "../../entities/words";
import type { Candidate } from "./new-account";

/** What an account that is known already was last imported as, and how far its move is. */
export interface Known {
  hash: string;
  status: MigrationStatus;
}

/** Those of the accounts that are known, by ID. */
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

/** Whether the export's row says something new of the account, while CPP still owns it. */
export const saysNews = ({ importHash }: Pick<Candidate, "importHash">, known: Known | undefined): boolean =>
  known === undefined || (importHash !== known.hash && !beyondCpp.has(known.status));

const beyondCpp: ReadonlySet<MigrationStatus> = new Set([MigrationStatus.MIGRATING, MigrationStatus.COMPLETED]);
