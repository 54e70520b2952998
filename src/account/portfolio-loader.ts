import type { ObjectLiteral, SelectQueryBuilder } from "typeorm";
import { Account } from "../../entities/account";
import { Migration } from "../../entities/migration";
import { MpnApplication } from "../../entities/mpn-application";
import { MpnMembership } from "../../entities/mpn-membership";
import { Tenant } from "../../entities/tenant";
import type { Database } from "../database/database";
import { fullSize, preparedJoin, preparedRead, type Joined } from "../database/prepared-read";
import { allLists, listColumn, readLists, type ListsShape } from "../database/read-lists";
import { shownUser, type ShownUser } from "../user/shown-user-loader";
import type { Viewer } from "../viewer/viewer";

const parts = {
  user: shownUser,
  account: Account,
  migration: Migration,
  membership: MpnMembership,
  tenant: Tenant,
  ownTenant: Tenant,
};

/** A person's own entry on an account, with the rows that nearly every query about an account needs. */
export type PortfolioEntry = Omit<Joined<typeof parts>, "membership" | "tenant" | "ownTenant"> & {
  /** The membership of the account's MPN ID as last seen; null when it never was. */
  membership: MpnMembership | null;
  /** The tenant that the membership is registered for. */
  tenant: Tenant | null;
  /** The tenant of the work e-mail. */
  ownTenant: Tenant | null;
};

/** A person, and the kind of account they sign in with. */
export type PersonKey = Pick<Viewer, "tenantId" | "objectId" | "identity">;

/** SQL for the persons' entries: those with their address and the kind of account they sign in with. */
const places = (persons: number, which: (person: number) => string): string =>
  allLists(
    persons,
    (person) => `SELECT role.account_id, role.id
      FROM person bound JOIN account_user role ON role.principal = bound.address AND role.identity = :identity${person}
      WHERE bound.tenant_id = :tenantId${person} AND bound.object_id = :objectId${person}
      AND role.removed_at IS NULL ${which(person)}`,
  );
const firstPlaces = (persons: number, size: number): string =>
  places(persons, () => `ORDER BY role.sort_name, role.account_id LIMIT ${size}`);

/**
 * Joins every entry found with its account, migration, membership and tenants: joins by key cost less than statements
 * of their own. The entries come from a derived table, so that only they are joined, whatever the optimizer chooses.
 */
function joined(query: SelectQueryBuilder<ObjectLiteral>, found: string): void {
  query
    .addSelect("place.list", listColumn)
    .innerJoin(`(${found})`, "place", "place.account_id = user.accountId AND place.id = user.id")
    .innerJoin(Account, "account", "account.id = user.accountId")
    .innerJoin(Migration, "migration", "migration.accountId = user.accountId")
    .leftJoin(MpnMembership, "membership", "membership.mpnId = COALESCE(migration.mpnId, account.mpnId)")
    .leftJoin(Tenant, "tenant", "tenant.tenantId = membership.tenantId")
    .leftJoin(Tenant, "ownTenant", "ownTenant.tenantId = migration.workEmailTenantId");
}

/** The most persons whose entries one statement reads. */
const mostPersons = 8;

const first = readLists(
  preparedJoin(parts, (query, { lists, size }: ListsShape) => {
    joined(query, firstPlaces(lists, size));
    query.orderBy("user.sortName").addOrderBy("user.accountId");
  }),
  mostPersons,
);

const on = readLists(
  preparedJoin({ ...parts, application: MpnApplication }, (query, { lists }: ListsShape) => {
    joined(
      query,
      places(lists, (person) => `AND role.account_id IN (:...accountIds${person})`),
    );
    query.leftJoin(MpnApplication, "application", "application.accountId = user.accountId");
  }),
  mostPersons,
);

/** The first `count` of a person's entries, by display name. */
export async function firstEntries(database: Database, person: PersonKey, count: number): Promise<PortfolioEntry[]> {
  const [entries] = await first(database, [person], count);
  return entries!;
}

/** A person's entries on those accounts, each with the application for membership or null. */
export async function entriesOn(database: Database, person: PersonKey, accountIds: readonly string[]) {
  const [entries] = await on(database, [{ ...person, accountIds }], fullSize(accountIds.length));
  return entries!;
}

/** The users of an account with more than this are read separately, only as many as the page needs. */
const manyUsers = 50;

const usersBeside = readLists(
  preparedRead(shownUser, "user", (query, { lists, size }: ListsShape) =>
    query
      .addSelect("place.list", listColumn)
      .innerJoin(`(${firstPlaces(lists, size)})`, "place", "place.account_id = user.accountId")
      .where("user.removedAt IS NULL")
      .andWhere(
        `(SELECT another.id FROM account_user another WHERE another.account_id = place.account_id
          ORDER BY another.id LIMIT 1 OFFSET ${manyUsers}) IS NULL`,
      ),
  ),
  mostPersons,
);

/** All users of the accounts that `firstEntries` finds, by account and oldest first; none of accounts with many. */
export async function usersOnFirst(
  database: Database,
  person: PersonKey,
  count: number,
): Promise<Map<string, ShownUser[]>> {
  const [users] = await usersBeside(database, [person], count);
  const byAccount = new Map<string, ShownUser[]>();
  for (const user of users!) {
    const others = byAccount.get(user.accountId);
    if (others) others.push(user);
    else byAccount.set(user.accountId, [user]);
  }
  for (const some of byAccount.values()) some.sort((a, b) => (a.id < b.id ? -1 : 1));
  return byAccount;
}
