import type { Account } from "../../entities/account";
import type { Migration } from "../../entities/migration";
import type { SellerRef } from "../upstream/upstream";

/** The seller for calls to Partner Center: in the seller account's tenant, or before it exists in the work e-mail's. */
export const sellerOf = ({ account, migration }: { account: Account; migration: Migration }): SellerRef => ({
  tenantId: account.sellerTenantId ?? migration.workEmailTenantId!,
  publisherId: account.publisherId,
});
