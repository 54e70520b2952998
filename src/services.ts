import type { Clock } from "./clock";
import type { Config } from "./config";
import type { Database } from "./database/database";
import type { Logger } from "./log";
import type { Memberships } from "./mpn/memberships";
import type { Tenants } from "./tenant/tenants";
import type { ActivityWatch } from "./timeline/activity-watch";
import type { Upstream } from "./upstream/upstream";

/** Everything that lives as long as the process, created once and passed to the features. */
export interface Services {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Logger;
  readonly database: Database;
  readonly upstream: Upstream;
  readonly tenants: Tenants;
  readonly memberships: Memberships;
  readonly activity: ActivityWatch;
  /** Tells the worker that a job may be due. Call it after the commit. */
  wake(): void;
}
