import { randomUUID } from "node:crypto";
import { Tenant } from "../../entities/tenant";
import type { Clock } from "../clock";
import type { Database } from "../database/database";
import { insertRows } from "../database/insert-rows";
import { keptLately } from "../database/kept-lately";
import { readByKey } from "../database/read-by-key";
import { UpstreamUnavailable } from "../faults";
import type { Logger } from "../log";
import type { TenantInfo, Upstream } from "../upstream/upstream";

/** The tenants that the service knows, as the directory last described them. */
export interface Tenants {
  /** In the order of the IDs; null where the directory knows none, or is unavailable and the tenant is not stored. */
  byIds(tenantIds: readonly string[]): Promise<(Tenant | null)[]>;
  /** Whether a stored tenant may be shown without asking again. */
  isFresh(tenant: Tenant): boolean;
  /** The tenant that a refusal is about to name. Throws UpstreamUnavailable when its name cannot be found now. */
  named(tenantId: string): Promise<Tenant>;
  /** Stores what the directory has just returned. */
  remember(tenant: TenantInfo): Promise<void>;
}

const kept = readByKey(Tenant, "tenantId");
const staleAfterMs = 60 * 60_000;

/** Tenants for display: from the database, or from the directory when they are missing or an hour old. */
export function createTenants(options: { database: Database; upstream: Upstream; clock: Clock; log: Logger }): Tenants {
  const { database, upstream, clock, log } = options;

  const keep = keptLately(clock);

  const remember = async (info: TenantInfo) => {
    const { tenantId, displayName, defaultDomain } = info;
    const known = { displayName, defaultDomain, checkedAt: clock.now() };
    await keep(tenantId, JSON.stringify(info), () =>
      database.writeOne((tx) => insertRows(tx, Tenant, [{ tenantId, ...known }], { known })),
    );
  };

  const refresh = async (tenantIds: string[]): Promise<TenantInfo[]> => {
    try {
      const found = (await upstream.graph.tenantsById(tenantIds)).filter((info) => info !== null);
      for (const info of found)
        await remember(info).catch((error: unknown) =>
          log.error({ err: error }, "could not store a tenant; it is shown as the directory has it"),
        );
      return found;
    } catch (error) {
      if (!(error instanceof UpstreamUnavailable)) throw error;
      log.warn({ err: error }, "the directory does not answer: tenants are shown as last seen");
      return [];
    }
  };

  // The clock may have been set back since.
  const isFresh = ({ checkedAt }: Tenant) => Math.abs(clock.now() - checkedAt) <= staleAfterMs;

  const byIds = async (tenantIds: readonly string[]) => {
    const wanted = [...new Set(tenantIds)];
    const rows = (await kept(database, wanted)).flat();
    const known = new Map(rows.map((row) => [row.tenantId, row]));
    const missing = wanted.filter((id) => !known.has(id) || !isFresh(known.get(id)!));
    if (missing.length > 0)
      for (const info of await refresh(missing))
        known.set(info.tenantId, Object.assign(new Tenant(), info, { checkedAt: clock.now() }));
    return tenantIds.map((id) => known.get(id) ?? null);
  };

  return {
    byIds,
    isFresh,
    remember,
    named: async (tenantId) => {
      const tenant = (await byIds([tenantId]))[0];
      if (!tenant) throw new UpstreamUnavailable("graph", `tenant ${tenantId} cannot be named`, randomUUID(), 5_000);
      return tenant;
    },
  };
}
