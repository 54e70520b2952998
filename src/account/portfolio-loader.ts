import { Account } from "../../entities/account";
import { Migration } from "../../entities/migration";
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
};

/** A person's own entry on an account, with what nearly every question about an account comes to. */
export type PortfolioEntry = Omit<Joined<typeof parts>, "membership" | "tenant"> & {
  /** The membership that the account's MPN ID names, as last seen; null when none was. */
  membership: MpnMembership | null;
  /** The tenant that the membership is registered for. */
  tenant: Tenant | null;
};

/**
 * The entries of whoever is bound to the person `:tenantId` and `:objectId`: on the accounts `:accountIds`, or the first so
 * many by display name. One statement, since a join by key costs less than a statement of its own. The entries are found
 * first, so that no more is joined than is wanted, whatever order the database thinks best.
 */
export const portfolioEntries = preparedJoin(parts, (query, { first }: { first: number | null }) => {
  const which =
    first === null
      ? "AND role.account_id IN (:...accountIds)"
      : `ORDER BY role.sort_name, role.account_id LIMIT ${first}`;
  const places = `SELECT role.account_id, role.id FROM person JOIN account_user role ON role.principal = person.address
    WHERE person.tenant_id = :tenantId AND person.object_id = :objectId AND role.removed_at IS NULL ${which}`;
  query
    .innerJoin(`(${places})`, "place", "place.account_id = user.accountId AND place.id = user.id")
    .innerJoin(Account, "account", "account.id = user.accountId")
    .innerJoin(Migration, "migration", "migration.accountId = user.accountId")
    .leftJoin(MpnMembership, "membership", "membership.mpnId = COALESCE(migration.mpnId, account.mpnId)")
    .leftJoin(Tenant, "tenant", "tenant.tenantId = membership.tenantId");
  if (first !== null) query.orderBy("user.sortName").addOrderBy("user.accountId");
});
