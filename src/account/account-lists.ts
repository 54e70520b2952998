import type { IdentityKind } from "../../entities/words";

/** A range of an index: accounts in the order of lists, by name and then by ID. */
export interface Lane {
  from: string;
  where: string;
  /** The column of the account's ID, when it is another than `account_id`. */
  id?: "id";
  /** It has accounts more than once, and in another order. */
  scattered?: true;
}

/** What accounts must meet: asked of one, or as the list of those that meet it. */
export interface Condition {
  /** The row that those have who meet it, none more than one, and how `place.account_id` comes to it by a key. */
  row?: { of: string; on: string };
  /** Where there is no such row, whether `place.account_id` meets it: a scalar subquery, out of which no optimizer makes a list. */
  holds?: string;
  /** The lanes that have every account that meets it, and none of them twice. */
  lanes: Lane[];
  /** The lane that has those that meet it and no others, where its lanes have others too. */
  exactly?: Lane;
  /** Most accounts meet it, as a rule: what is asked besides is asked first. */
  usual?: true;
  /** What both speak of, by names that no other condition has. */
  parameters: Record<string, unknown>;
}

/** A place in a list of accounts. */
export interface Place {
  sortName: string;
  accountId: string;
}

/** The order of lists, as both databases compare: by bytes, not by UTF-16 units. */
export const comparePlaces = (one: Place, other: Place): number =>
  Buffer.compare(Buffer.from(one.sortName), Buffer.from(other.sortName)) ||
  (one.accountId < other.accountId ? -1 : one.accountId > other.accountId ? 1 : 0);

/** What `placesOn` speaks of when it is told to go on after a place. */
export const afterParameters = (after: Place | null) =>
  after ? { afterName: after.sortName, afterId: after.accountId } : {};

/** The first so many places on the lanes, after another when that is given as `:afterName` and `:afterId`. */
export function placesOn(lanes: Lane[], after: boolean, limit: number): string {
  const ranges = lanes.flatMap((lane) => (after ? rangesAfter(lane, limit) : [range(lane, "", limit)]));
  if (ranges.length === 1) return ranges[0]!;
  // Each range is read no further than the whole can need, so that as many entries are read however many there are.
  return `${together(ranges)} ORDER BY sort_name, account_id LIMIT ${limit}`;
}

/** So many places on the lanes at most, whichever. */
export const anyOn = (lanes: Lane[], limit: number): string =>
  together(lanes.map((lane) => `${places(lane)} LIMIT ${limit}`));

const together = (ranges: string[]): string =>
  ranges.map((sql, i) => `SELECT * FROM (${sql}) range${i}`).join(" UNION ALL ");

/** Two ranges, since a database looks for the start of one by an equality and one bound. */
function rangesAfter(lane: Lane, limit: number): string[] {
  const sameName = `AND sort_name = :afterName AND ${lane.id ?? "account_id"} > :afterId`;
  return [range(lane, sameName, limit), range(lane, "AND sort_name > :afterName", limit)];
}

const range = (lane: Lane, after: string, limit: number): string =>
  `${places(lane)} ${after} ORDER BY sort_name, ${lane.id ?? "account_id"} LIMIT ${limit}`;

const places = ({ from, where, id, scattered }: Lane): string =>
  `SELECT ${scattered ? "DISTINCT " : ""}sort_name, ${id ?? "account_id"} AS account_id FROM ${from} WHERE ${where}`;

/** Every account. */
export const everyAccount: Condition = {
  lanes: [{ from: "account", where: "sort_name >= ''", id: "id" }],
  parameters: {},
};

/** The accounts that the principal has a role on who signs in with that kind of account. */
export const portfolioOf = (principal: string, identity: IdentityKind): Condition => ({
  row: {
    of: "account_user role",
    on:
      "role.account_id = place.account_id AND role.principal = :principal AND role.identity = :identity" +
      " AND role.removed_at IS NULL",
  },
  lanes: [{ from: "account_user", where: "principal = :principal AND identity = :identity AND removed_at IS NULL" }],
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
    lanes: names.map((name) => ({ from: "migration", where: `status = :${name}` })),
    usual: true,
    parameters: Object.fromEntries(names.map((name, i) => [name, statuses[i]])),
  };
}
