import type { SelectQueryBuilder } from "typeorm";
import { Account } from "../../entities/account";
import { AccountTerm } from "../../entities/account-term";
import { AccountUser } from "../../entities/account-user";
import { Migration } from "../../entities/migration";
import type { MigrationStatus, Party } from "../../entities/words";
import type { Database } from "../database/database";
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
  return pageOf(filtered(database, filter, principal), wish);
}

/** A page of all accounts, by display name: for support. */
export const allAccounts = (
  database: Database,
  wish: PageWish,
  filter: AccountFilterValue,
): Promise<Connection<Account>> => pageOf(filtered(database, filter), wish);

async function pageOf(query: SelectQueryBuilder<Account>, wish: PageWish): Promise<Connection<Account>> {
  const count = query.clone();
  if (wish.after) {
    const [name, id] = wish.after;
    query.andWhere("(account.sortName > :name OR (account.sortName = :name AND account.id > :id))", { name, id });
  }
  const rows = await query
    .orderBy("account.sortName")
    .addOrderBy("account.id")
    .limit(wish.first + 1)
    .getMany();
  return connection(rows, wish, cursorOf, () => count.getCount());
}

const cursorOf = (account: Account): string => encodeCursor(account.sortName, account.id);

/** The accounts that the filter admits; with a principal, only those that it has a role on. */
function filtered({ reader }: Database, filter: AccountFilterValue, principal?: string): SelectQueryBuilder<Account> {
  const query = reader.createQueryBuilder(Account, "account");
  if (principal !== undefined)
    query
      .innerJoin(
        AccountUser,
        "role",
        "role.accountId = account.id AND role.principal = :principal AND role.removedAt IS NULL",
      )
      .setParameters({ principal });
  const statuses = wantedStatuses(filter);
  if (statuses)
    query
      .innerJoin(Migration, "migration", "migration.accountId = account.id")
      .andWhere(statuses.length > 0 ? "migration.status IN (:...statuses)" : "1 = 0", { statuses });
  if (filter.search?.trim()) {
    const { publisherId, words } = searchWords(filter.search);
    const terms = [publisherId, ...words];
    const starts = terms.map((_, i) => startsWith(i));
    query.andWhere(words.length > 0 ? `(${starts[0]} OR (${starts.slice(1).join(" AND ")}))` : starts[0]!);
    terms.forEach((term, i) => query.setParameters({ [`from${i}`]: term, [`to${i}`]: afterPrefix(term) }));
  }
  return query;

  function startsWith(i: number): string {
    const term = query
      .subQuery()
      .select("1")
      .from(AccountTerm, `term${i}`)
      .where(`term${i}.accountId = account.id AND term${i}.term >= :from${i} AND term${i}.term < :to${i}`);
    return `EXISTS ${term.getQuery()}`;
  }
}

/** The statuses that both filters admit; null when neither was given. */
function wantedStatuses({ status, awaiting }: AccountFilterValue): MigrationStatus[] | null {
  if (awaiting == null) return status ?? null;
  const moving = statusesAwaiting(awaiting);
  return status ? status.filter((one) => moving.includes(one)) : moving;
}
