import type { Account } from "../../entities/account";
import type { Migration } from "../../entities/migration";
import type { SellerRef } from "../upstream/upstream";

/** On whose behalf Partner Center is called: the tenant that the seller account is made in, or else the work e-mail's. */
export const sellerOf = ({ account, migration }: { account: Account; migration: Migration }): SellerRef => ({
  tenantId: account.sellerTenantId ?? migration.workEmailTenantId!,
  publisherId: account.publisherId,
});
