import type { IdentityKind } from "../../entities/words";

/** A range of an index whose entries are accounts in list order: by sort name, then by ID. */
export interface IndexRange {
  from: string;
  where: string;
  /** The column with the account's ID, when it is not `account_id`. */
  id?: "id";
  /** The entries are in another order, and an account may have several. */
  unordered?: true;
}

/** What accounts must meet: a check for one account, and the index ranges that list all who meet it. */
export interface Condition {
  /** The one row that only those accounts have, and how `place.account_id` joins it by a key. */
  row?: { of: string; on: string };
  /** The check where there is no such row: a scalar subquery, which no optimizer turns into a list. */
  holds?: string;
  /** Ordered ranges with every account that meets the condition, none of them twice. */
  ranges: IndexRange[];
  /** The range of the accounts that meet it and no others, where `ranges` also lists others. */
  exactly?: IndexRange;
  /** Most accounts usually meet it, so every other condition is checked first. */
  usual?: true;
  /** For both; no other condition uses the same names. */
  parameters: Record<string, unknown>;
}

/** A position in a list of accounts. */
export interface Place {
  sortName: string;
  accountId: string;
}

/** List order as both databases have it: by bytes, not by UTF-16 units. */
export const comparePlaces = (one: Place, other: Place): number =>
  Buffer.compare(Buffer.from(one.sortName), Buffer.from(other.sortName)) ||
  (one.accountId < other.accountId ? -1 : one.accountId > other.accountId ? 1 : 0);

/** The parameters of `orderedPlaces` when it starts after a place. */
export const afterParameters = (after: Place | null) =>
  after ? { afterName: after.sortName, afterId: after.accountId } : {};

/** SQL for the first `limit` places of the ranges; `after` starts it behind the place `:afterName`, `:afterId`. */
export function orderedPlaces(ranges: IndexRange[], after: boolean, limit: number): string {
  const parts = ranges.flatMap((range) => (after ? partsAfter(range, limit) : [inOrder(range, "", limit)]));
  if (parts.length === 1) return parts[0]!;
  // Every part has a limit of its own, so the number of entries read does not depend on the number of accounts.
  return `${union(parts)} ORDER BY sort_name, account_id LIMIT ${limit}`;
}

/** SQL for at most `limit` places of each range, in any order. */
export const anyPlaces = (ranges: IndexRange[], limit: number): string =>
  union(ranges.map((range) => `${places(range)} LIMIT ${limit}`));

const union = (parts: string[]): string => parts.map((sql, i) => `SELECT * FROM (${sql}) part${i}`).join(" UNION ALL ");

/** Two parts, since a database seeks an index by equalities and one bound. */
function partsAfter(range: IndexRange, limit: number): string[] {
  const sameName = `AND sort_name = :afterName AND ${range.id ?? "account_id"} > :afterId`;
  return [inOrder(range, sameName, limit), inOrder(range, "AND sort_name > :afterName", limit)];
}

const inOrder = (range: IndexRange, after: string, limit: number): string =>
  `${places(range)} ${after} ORDER BY sort_name, ${range.id ?? "account_id"} LIMIT ${limit}`;

const places = ({ from, where, id, unordered }: IndexRange): string =>
  `SELECT ${unordered ? "DISTINCT " : ""}sort_name, ${id ?? "account_id"} AS account_id FROM ${from} WHERE ${where}`;

/** Every account. */
export const everyAccount: Condition = {
  ranges: [{ from: "account", where: "sort_name >= ''", id: "id" }],
  parameters: {},
};

/** The accounts on which the principal, signing in with that kind of account, has a role. */
export const portfolioOf = (principal: string, identity: IdentityKind): Condition => ({
  row: {
    of: "account_user role",
    on:
      "role.account_id = place.account_id AND role.principal = :principal AND role.identity = :identity" +
      " AND role.removed_at IS NULL",
  },
  ranges: [{ from: "account_user", where: "principal = :principal AND identity = :identity AND removed_at IS NULL" }],
  parameters: { principal, identity },
});

/** The accounts in one of the statuses. */
export function inStatus(statuses: readonly string[]): Condition {
  const names = statuses.map((_, i) => `status${i}`);
  return {
    row: {
      of: "migration",
      on: `migration.account_id = place.account_id AND migration.status IN (${names.map((name) => `:${name}`).join(", ")})`,
    },
    ranges: names.map((name) => ({ from: "migration", where: `status = :${name}` })),
    usual: true,
    parameters: Object.fromEntries(names.map((name, i) => [name, statuses[i]])),
  };
}
