import { systemClock, type Clock } from "./clock";
import type { Config } from "./config";
import { createDatabase } from "./database/database";
import type { Logger } from "./log";
import { createMemberships } from "./mpn/memberships";
import type { Services } from "./services";
import { createTenants } from "./tenant/tenants";
import { createActivityWatch } from "./timeline/activity-watch";
import { createUpstream, type UpstreamOptions } from "./upstream/create-upstream";

/** What the services report: upstream metrics, and that a job may be due. */
export interface Listeners {
  metrics?: NonNullable<UpstreamOptions["metrics"]>;
  wake?: () => void;
}

/** Creates everything that lives as long as the process. Does not open the database. */
export function createServices(
  config: Config,
  log: Logger,
  clock: Clock = systemClock,
  { metrics, wake = () => undefined }: Listeners = {},
): Services {
  const database = createDatabase(config.DATABASE_URL);
  const upstream = createUpstream({ ...upstreamOptions(config), clock, log, ...(metrics && { metrics }) });
  const shared = { database, upstream, clock, log };
  return {
    ...shared,
    config,
    tenants: createTenants(shared),
    memberships: createMemberships(shared),
    activity: createActivityWatch(database, log),
    wake,
  };
}

const upstreamOptions = (config: Config) => ({
  entraUrl: config.ENTRA_URL,
  graphUrl: config.GRAPH_URL,
  partnerCenterUrl: config.PARTNER_CENTER_URL,
  cppUrl: config.CPP_URL,
  smtpUrl: config.SMTP_URL,
  mailFrom: config.MAIL_FROM,
  clientId: config.CLIENT_ID,
  clientSecret: config.CLIENT_SECRET,
  homeTenantId: config.HOME_TENANT_ID,
  timeoutMs: config.UPSTREAM_TIMEOUT_MS,
  cacheMs: config.UPSTREAM_CACHE_SECONDS * 1_000,
});
