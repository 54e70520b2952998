import type { Account } from "../../entities/account";
import type { Migration } from "../../entities/migration";
import type { MpnApplication } from "../../entities/mpn-application";
import type { Refusal } from "../../entities/refusal";
import type { NewJob } from "../outbox/enqueue";
import type { HappenedEvent } from "../timeline/append-events";

/** The rows that the migration's rules decide on, read together. */
export interface MigrationRows {
  account: Account;
  migration: Migration;
  application: MpnApplication | null;
}

/** What a rule wants written in one transaction, and the refusal if there is one: a refusal may be recorded as well. */
export interface Decision {
  migration?: Partial<Migration>;
  account?: Partial<Pick<Account, "sellerId" | "sellerTenantId">>;
  application?: MpnApplication;
  events?: HappenedEvent[];
  jobs?: NewJob[];
  /** Job kinds that are no longer needed. */
  dropJobs?: NewJob["kind"][];
  refusal?: Refusal;
}
