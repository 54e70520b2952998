import type { SelectQueryBuilder } from "typeorm";
import { Account } from "../../entities/account";
import { AccountTerm } from "../../entities/account-term";
import { AccountUser } from "../../entities/account-user";
import { Migration } from "../../entities/migration";
import type { MigrationStatus, Party } from "../../entities/words";
import type { Database } from "../database/database";
import { preparedRead } from "../database/prepared-read";
import { connection, encodeCursor, type Connection, type PageWish } from "../graphql/connection";
import { statusesAwaiting } from "../migration/machine-rules";
import { afterPrefix, searchWords } from "./names";

/** Which accounts. */
export interface AccountFilterValue {
  status?: MigrationStatus[] | null;
  awaiting?: Party | null;
  search?: string | null;
}

/** A page of the accounts that a person has a role on, by display name. `principal` is null for whoever is bound to none. */
export async function accountsOf(
  database: Database,
  principal: string | null,
  wish: PageWish,
  filter: AccountFilterValue,
): Promise<Connection<Account>> {
  if (principal === null) return connection<Account>([], wish, cursorOf, () => 0);
  return pageOf(database, wish, { ...paramsOf(filter), principal });
}

/** A page of all accounts, by display name: for support. */
export const allAccounts = (
  database: Database,
  wish: PageWish,
  filter: AccountFilterValue,
): Promise<Connection<Account>> => pageOf(database, wish, paramsOf(filter));

/** The criteria that there are, and the values to compare with. */
interface Params extends Record<string, string | string[]> {
  principal?: string;
  statuses?: string[];
}

/** Which criteria there are: all that a statement's text depends on. */
interface Shape {
  mine: boolean;
  statuses: boolean;
  /** The publisher ID searched for and the words; 0 without a search. */
  terms: number;
}

const cursorOf = (account: Account): string => encodeCursor(account.sortName, account.id);

async function pageOf(database: Database, wish: PageWish, params: Params): Promise<Connection<Account>> {
  const shape = shapeOf(params);
  const count = () =>
    narrowed(database.reader.createQueryBuilder(Account, "account"), shape).setParameters(params).getCount();
  const [name, id] = wish.after ?? [];
  const from = name === undefined || id === undefined ? {} : { name, id };
  const rows = await page(
    database,
    { ...shape, after: wish.after !== null, take: wish.first + 1 },
    { ...params, ...from },
  );
  return connection(rows, wish, cursorOf, params.statuses?.length === 0 ? () => 0 : count);
}

const page = preparedRead(Account, "account", (query, shape: Shape & { after: boolean; take: number }) => {
  narrowed(query, shape);
  if (shape.after) query.andWhere("(account.sortName > :name OR (account.sortName = :name AND account.id > :id))");
  query.orderBy("account.sortName").addOrderBy("account.id").limit(shape.take);
});

const shapeOf = (params: Params): Shape => ({
  mine: params.principal !== undefined,
  statuses: params.statuses !== undefined,
  terms: Object.keys(params).filter((name) => name.startsWith("from")).length,
});

/** The accounts that the criteria admit; with a principal, only those that it has a role on. */
function narrowed(query: SelectQueryBuilder<Account>, { mine, statuses, terms }: Shape): SelectQueryBuilder<Account> {
  if (mine)
    query.innerJoin(
      AccountUser,
      "role",
      "role.accountId = account.id AND role.principal = :principal AND role.removedAt IS NULL",
    );
  if (statuses)
    query
      .innerJoin(Migration, "migration", "migration.accountId = account.id")
      .andWhere("migration.status IN (:...statuses)");
  if (terms > 0) {
    const [publisherId, ...words] = Array.from({ length: terms }, (_, i) => startsWith(query, i));
    query.andWhere(words.length > 0 ? `(${publisherId} OR (${words.join(" AND ")}))` : publisherId!);
  }
  return query;
}

function startsWith(query: SelectQueryBuilder<Account>, i: number): string {
  const term = query
    .subQuery()
    .select("1")
    .from(AccountTerm, `term${i}`)
    .where(`term${i}.accountId = account.id AND term${i}.term >= :from${i} AND term${i}.term < :to${i}`);
  return `EXISTS ${term.getQuery()}`;
}

function paramsOf(filter: AccountFilterValue): Params {
  const statuses = wantedStatuses(filter);
  const params: Params = statuses ? { statuses } : {};
  if (!filter.search?.trim()) return params;
  const { publisherId, words } = searchWords(filter.search);
  for (const [i, term] of [publisherId, ...words].entries())
    Object.assign(params, { [`from${i}`]: term, [`to${i}`]: afterPrefix(term) });
  return params;
}

/** The statuses that both filters admit; null when neither was given. */
function wantedStatuses({ status, awaiting }: AccountFilterValue): MigrationStatus[] | null {
  if (awaiting == null) return status ?? null;
  const moving = statusesAwaiting(awaiting);
  return status ? status.filter((one) => moving.includes(one)) : moving;
}
