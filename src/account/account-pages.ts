import { In, type EntityManager } from "typeorm";
import type { Account } from "../../entities/account";
import { StatusCount } from "../../entities/status-count";
import type { MigrationStatus, Party } from "../../entities/words";
import type { Database } from "../database/database";
import { connection, encodeCursor, type Connection, type PageWish } from "../graphql/connection";
import type { Context } from "../graphql/context";
import { statusesAwaiting } from "../migration/machine-rules";
import { countAccounts } from "./account-count";
import { comparePlaces, everyAccount, inStatus, portfolioOf, type Condition, type Place } from "./account-lists";
import { walkAccounts, type Walk } from "./account-walk";
import { searchConditions } from "./search-terms";

/** Which accounts a list has. */
export interface AccountFilterValue {
  status?: MigrationStatus[] | null;
  awaiting?: Party | null;
  search?: string | null;
}

/** A page of the accounts on which the viewer has a role, by display name; `withUsers` reads their users along. */
export async function accountsOf(
  { services, access, viewer }: Context,
  wish: PageWish,
  filter: AccountFilterValue,
  withUsers: boolean,
): Promise<Connection<Account>> {
  const { database } = services;
  const conditions = async () => {
    const principal = await access.address();
    return principal === null ? [] : alternatives([portfolioOf(principal, viewer.identity)], filter);
  };
  const count = async () => countAccounts(database.reader, await conditions());
  if (wish.after || !isPlain(filter)) return pageOf(database, await conditions(), wish, count);
  // The usual case: somebody's first page without a filter.
  const entries = await access.firstEntries(wish.first + 1, withUsers);
  return connection(
    entries.map(({ account }) => account),
    wish,
    cursorOf,
    count,
  );
}

const isPlain = ({ status, awaiting, search }: AccountFilterValue): boolean =>
  status == null && awaiting == null && !search?.trim();

/** A page of all accounts, by display name: for support. */
export function allAccounts(
  database: Database,
  wish: PageWish,
  filter: AccountFilterValue,
): Promise<Connection<Account>> {
  const all = alternatives([], filter);
  const count = () =>
    filter.search?.trim() ? countAccounts(database.reader, all) : countByStatus(database.reader, filter);
  return pageOf(database, all, wish, count);
}

/** Adds up the counts per status, which are updated with every change of a status. */
async function countByStatus(reader: EntityManager, filter: AccountFilterValue): Promise<number> {
  const statuses = wantedStatuses(filter);
  return Number((await reader.sum(StatusCount, "accounts", statuses ? { status: In(statuses) } : {})) ?? 0);
}

const cursorOf = (account: Account): string => encodeCursor(account.sortName, account.id);

/** The filter as alternatives: an account matches when it meets all the conditions of one of them. */
function alternatives(basis: Condition[], filter: AccountFilterValue): Condition[][] {
  const statuses = wantedStatuses(filter);
  if (statuses?.length === 0) return [];
  const common = [...basis, ...(statuses ? [inStatus(statuses)] : [])];
  if (!filter.search?.trim()) return [common.length > 0 ? common : [everyAccount]];
  return searchConditions(filter.search).map((conditions) => [...common, ...conditions]);
}

/** The statuses that `status` and `awaiting` both admit; null when neither was given. */
function wantedStatuses({ status, awaiting }: AccountFilterValue): MigrationStatus[] | null {
  if (awaiting == null) return status ? [...new Set(status)] : null;
  const moving = statusesAwaiting(awaiting);
  return status ? moving.filter((one) => status.includes(one)) : moving;
}

async function pageOf(
  database: Database,
  all: Condition[][],
  wish: PageWish,
  count: () => Promise<number>,
): Promise<Connection<Account>> {
  const { rows, stoppedAt } = merged(await Promise.all(all.map((one) => walkAccounts(database, one, wish))));
  const after = stoppedAt && encodeCursor(stoppedAt.sortName, stoppedAt.accountId);
  return connection(rows, wish, cursorOf, count, after);
}

/** Merges walks, up to the place that all of them have reached. */
function merged(walks: Walk[]): Walk {
  if (walks.length === 1) return walks[0]!;
  const stops = walks.flatMap(({ stoppedAt }) => (stoppedAt ? [stoppedAt] : []));
  const [stoppedAt = null] = stops.sort(comparePlaces);
  const byId = new Map(walks.flatMap(({ rows }) => rows.map((row) => [row.id, row])));
  const reached = (account: Account) => !stoppedAt || comparePlaces(placeOf(account), stoppedAt) <= 0;
  const rows = [...byId.values()].filter(reached).sort((a, b) => comparePlaces(placeOf(a), placeOf(b)));
  return { rows, stoppedAt };
}

const placeOf = ({ sortName, id: accountId }: Account): Place => ({ sortName, accountId });
