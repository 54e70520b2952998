import type { Account } from "../../entities/account";
import type { Migration } from "../../entities/migration";
import type { MpnApplication } from "../../entities/mpn-application";
import type { Refusal } from "../../entities/refusal";
import type { NewJob } from "../outbox/enqueue";
import type { HappenedEvent } from "../timeline/append-events";

/** All that the rules of a migration look at, read together. */
export interface MigrationRows {
  account: Account;
  migration: Migration;
  application: MpnApplication | null;
}

/** What a rule wants written, all of it or nothing, and the refusal if it says no: a "no" may leave its mark as well. */
export interface Decision {
  migration?: Partial<Migration>;
  account?: Partial<Pick<Account, "sellerId" | "sellerTenantId">>;
  application?: MpnApplication;
  events?: HappenedEvent[];
  jobs?: NewJob[];
  /** Job kinds that are pointless from now on. */
  dropJobs?: NewJob["kind"][];
  refusal?: Refusal;
}
