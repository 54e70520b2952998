import { randomInt } from "node:crypto";
import type Database from "better-sqlite3";
import type { MpnAccount } from "../world/world";
import { documentTable } from "./document-table";

/** The global MPN accounts, by any of their numbers (global or location) and by any of their tenants. */
export function mpnAccountStore(database: Database.Database) {
  const documents = documentTable<MpnAccount>(database, "mpn_accounts");
  const byNumber = database.prepare("SELECT account_id AS id FROM mpn_numbers WHERE number = ?");
  const byTenant = database.prepare("SELECT account_id AS id FROM mpn_tenants WHERE tenant_id = ?");
  const forgetNumbers = database.prepare("DELETE FROM mpn_numbers WHERE account_id = ?");
  const forgetTenants = database.prepare("DELETE FROM mpn_tenants WHERE account_id = ?");
  const addNumber = database.prepare("INSERT OR REPLACE INTO mpn_numbers (number, account_id) VALUES (?, ?)");
  const addTenant = database.prepare("INSERT OR REPLACE INTO mpn_tenants (tenant_id, account_id) VALUES (?, ?)");

  function lookUp(statement: Database.Statement, key: string): MpnAccount | undefined {
    const row = statement.get(key) as { id: string } | undefined;
    return row && documents.find(row.id);
  }
  function save(account: MpnAccount): void {
    documents.save(account.mpnId, account);
    forgetNumbers.run(account.mpnId);
    forgetTenants.run(account.mpnId);
    for (const number of [account.mpnId, ...account.locations]) addNumber.run(number, account.mpnId);
    for (const tenantId of [account.tenantId, ...account.associatedTenants]) addTenant.run(tenantId, account.mpnId);
  }

  return {
    find: (mpnId: string) => documents.find(mpnId),
    findByNumber: (number: string) => lookUp(byNumber, number),
    findByTenant: (tenantId: string) => lookUp(byTenant, tenantId),
    save,
    add(account: MpnAccount): void {
      if (!documents.find(account.mpnId)) save(account);
    },
    /** Returns an unused MPN ID for a global account. */
    freeNumber(): string {
      for (;;) {
        const number = String(randomInt(1_000_000, 10_000_000));
        if (!byNumber.get(number)) return number;
      }
    },
  };
}
