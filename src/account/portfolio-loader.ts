import type { ObjectLiteral, SelectQueryBuilder } from "typeorm";
import { Account } from "../../entities/account";
import { Migration } from "../../entities/migration";
import { MpnApplication } from "../../entities/mpn-application";
import { MpnMembership } from "../../entities/mpn-membership";
import { Tenant } from "../../entities/tenant";
import { preparedJoin, type Joined } from "../database/prepared-read";
import { shownUser } from "../user/shown-user-loader";

const parts = {
  user: shownUser,
  account: Account,
  migration: Migration,
  membership: MpnMembership,
  tenant: Tenant,
  ownTenant: Tenant,
};

/** A person's own entry on an account, with what nearly every question about an account comes to. */
export type PortfolioEntry = Omit<Joined<typeof parts>, "membership" | "tenant" | "ownTenant"> & {
  /** The membership that the account's MPN ID names, as last seen; null when none was. */
  membership: MpnMembership | null;
  /** The tenant that the membership is registered for. */
  tenant: Tenant | null;
  /** The tenant of the work e-mail. */
  ownTenant: Tenant | null;
};

/**
 * The entries of whoever is bound to the person `:tenantId` and `:objectId`, with what is joined to each by key: one
 * statement, since that costs less than a statement of its own. The entries are found first, so that no more is joined than
 * is wanted, whatever order the database thinks best.
 */
function joined(query: SelectQueryBuilder<ObjectLiteral>, which: string): void {
  const places = `SELECT role.account_id, role.id FROM person JOIN account_user role ON role.principal = person.address
    WHERE person.tenant_id = :tenantId AND person.object_id = :objectId AND role.removed_at IS NULL ${which}`;
  query
    .innerJoin(`(${places})`, "place", "place.account_id = user.accountId AND place.id = user.id")
    .innerJoin(Account, "account", "account.id = user.accountId")
    .innerJoin(Migration, "migration", "migration.accountId = user.accountId")
    .leftJoin(MpnMembership, "membership", "membership.mpnId = COALESCE(migration.mpnId, account.mpnId)")
    .leftJoin(Tenant, "tenant", "tenant.tenantId = membership.tenantId")
    .leftJoin(Tenant, "ownTenant", "ownTenant.tenantId = migration.workEmailTenantId");
}

/** The first so many by display name. */
export const firstEntries = preparedJoin(parts, (query, { first }: { first: number }) => {
  joined(query, `ORDER BY role.sort_name, role.account_id LIMIT ${first}`);
  query.orderBy("user.sortName").addOrderBy("user.accountId");
});

/** Those on the accounts `:accountIds`, with the application for membership: null when there was none. */
export const entriesOn = preparedJoin({ ...parts, application: MpnApplication }, (query) => {
  joined(query, "AND role.account_id IN (:...accountIds)");
  query.leftJoin(MpnApplication, "application", "application.accountId = user.accountId");
});
