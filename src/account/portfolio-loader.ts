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

/** A person's own entry on an account, with what nearly every question about an account comes to. */
export type PortfolioEntry = Omit<Joined<typeof parts>, "membership" | "tenant" | "ownTenant"> & {
  /** The membership that the account's MPN ID names, as last seen; null when none was. */
  membership: MpnMembership | null;
  /** The tenant that the membership is registered for. */
  tenant: Tenant | null;
  /** The tenant of the work e-mail. */
  ownTenant: Tenant | null;
};

/** Who a person is, and the kind of account that they sign in with. */
export type PersonKey = Pick<Viewer, "tenantId" | "objectId" | "identity">;

/** Where the persons' entries stand: those of their address that sign in with their kind of account. */
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
 * Entries of whoever are bound to the persons, each with what is joined to it by key: one statement, since that costs less
 * than a statement of its own. The entries are found first, so that no more is joined than is wanted, whatever order the
 * database thinks best.
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

/** So many persons' entries come by one statement. */
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

/** The first so many of a person's entries by display name. */
export async function firstEntries(database: Database, person: PersonKey, count: number): Promise<PortfolioEntry[]> {
  const [entries] = await first(database, [person], count);
  return entries!;
}

/** A person's entries on the accounts, with the application for membership: null when there was none. */
export async function entriesOn(database: Database, person: PersonKey, accountIds: readonly string[]) {
  const [entries] = await on(database, [{ ...person, accountIds }], fullSize(accountIds.length));
  return entries!;
}

/** An account with more users than that has them read by itself, so that no statement reads many beside those wanted. */
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

/** All users of the accounts that `firstEntries` finds, by account and in the order of adding, but of those with many. */
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
