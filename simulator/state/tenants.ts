import type Database from "better-sqlite3";
import type { Tenant } from "../world/world";
import { documentTable } from "./document-table";
import { domainKey } from "./keys";

/** The Entra tenants, by ID and by any of their domains. */
export function tenantStore(database: Database.Database) {
  const documents = documentTable<Tenant>(database, "tenants");
  const byDomain = database.prepare("SELECT tenant_id AS id FROM domains WHERE domain = ?");
  const forgetDomains = database.prepare("DELETE FROM domains WHERE tenant_id = ?");
  const addDomain = database.prepare("INSERT OR REPLACE INTO domains (domain, tenant_id) VALUES (?, ?)");
  const other = database.prepare("SELECT id FROM tenants WHERE id <> ? LIMIT 1");

  function save(tenant: Tenant): void {
    documents.save(tenant.tenantId, tenant);
    forgetDomains.run(tenant.tenantId);
    for (const domain of [tenant.defaultDomain, ...tenant.domains]) addDomain.run(domainKey(domain), tenant.tenantId);
  }

  return {
    find: (tenantId: string) => documents.find(tenantId.toLowerCase()),
    findByDomain(domain: string): Tenant | undefined {
      const row = byDomain.get(domainKey(domain)) as { id: string } | undefined;
      return row && documents.find(row.id);
    },
    otherThan: (tenantId: string) => (other.get(tenantId) as { id: string } | undefined)?.id,
    save,
    add(tenant: Tenant): void {
      if (!documents.find(tenant.tenantId)) save(tenant);
    },
  };
}
