import { Account } from "../../entities/account";
import { Migration } from "../../entities/migration";
import { MpnApplication } from "../../entities/mpn-application";
import type { MpnMembership } from "../../entities/mpn-membership";
import type { Tenant } from "../../entities/tenant";
import type { TimelineEvent } from "../../entities/timeline-event";
import { readByKey } from "../database/read-by-key";
import type { Services } from "../services";
import { timelinePages, type TimelinePageKey } from "../timeline/timeline-pages";
import { userLoaders, type UserLoaders } from "../user/user-loaders";
import type { Connection } from "./connection";
import { loadByKey } from "./load-by-key";
import { Loader } from "./loader";

/** Everything that is read by key, for one request. */
export interface Loaders extends UserLoaders {
  account: Loader<string, Account | null>;
  /** By account ID. */
  migration: Loader<string, Migration | null>;
  /** By account ID. */
  application: Loader<string, MpnApplication | null>;
  /** By MPN ID; null for an ID not seen before while Partner Center is unavailable. */
  membership: Loader<string, MpnMembership | null>;
  /** By tenant ID; null when unknown, or not seen before while the directory is unavailable. */
  tenant: Loader<string, Tenant | null>;
  timelinePage: Loader<TimelinePageKey, Connection<TimelineEvent>, string>;
}

const accounts = readByKey(Account, "id");
const migrations = readByKey(Migration, "accountId");
const applications = readByKey(MpnApplication, "accountId");

/** Fresh loaders: none outlives its request, so no cache crosses viewers. */
export function createLoaders({ database, memberships, tenants }: Services): Loaders {
  return {
    account: loadByKey(database, accounts),
    migration: loadByKey(database, migrations),
    application: loadByKey(database, applications),
    membership: new Loader((mpnIds) => memberships.lastSeen(mpnIds)),
    tenant: new Loader((tenantIds) => tenants.byIds(tenantIds)),
    timelinePage: timelinePages(database),
    ...userLoaders(database),
  };
}
