/** A range of an index: accounts in the order of lists, by name and then by ID. */
export interface Lane {
  from: string;
  where: string;
  /** The column of the account's ID, when it is another than `account_id`. */
  id?: "id";
}

/** What accounts must meet: asked of one, or as the list of those that meet it. */
export interface Condition {
  /** Whether `place.account_id` meets it, in SQL: by a scalar subquery, out of which no optimizer makes another list. */
  holds: string;
  /** The lanes that have every account that meets it; `exact` when they have no other. */
  lanes(): Promise<{ lanes: Lane[]; exact: boolean }>;
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
  const merged = ranges.map((sql, i) => `SELECT * FROM (${sql}) range${i}`).join(" UNION ");
  return `${merged} ORDER BY sort_name, account_id LIMIT ${limit}`;
}

/** Two ranges, since a database looks for the start of one by an equality and one bound. */
function rangesAfter(lane: Lane, limit: number): string[] {
  const sameName = `AND sort_name = :afterName AND ${lane.id ?? "account_id"} > :afterId`;
  return [range(lane, sameName, limit), range(lane, "AND sort_name > :afterName", limit)];
}

function range({ from, where, id }: Lane, after: string, limit: number): string {
  const account = id ?? "account_id";
  return `SELECT sort_name, ${account} AS account_id FROM ${from} WHERE ${where} ${after} ORDER BY sort_name, ${account} LIMIT ${limit}`;
}

/** Every account. */
export const everyAccount: Condition = {
  holds: "1 = 1",
  lanes: () => Promise.resolve({ lanes: [{ from: "account", where: "sort_name >= ''", id: "id" }], exact: true }),
  parameters: {},
};

/** The accounts that the principal has a role on. */
export const portfolioOf = (principal: string): Condition => ({
  holds:
    "(SELECT COUNT(*) FROM account_user role WHERE role.account_id = place.account_id" +
    " AND role.principal = :principal AND role.removed_at IS NULL) > 0",
  lanes: () =>
    Promise.resolve({
      lanes: [{ from: "account_user", where: "principal = :principal AND removed_at IS NULL" }],
      exact: true,
    }),
  parameters: { principal },
});

/** The accounts in one of the statuses. */
export function inStatus(statuses: readonly string[]): Condition {
  const names = statuses.map((_, i) => `status${i}`);
  return {
    holds:
      "(SELECT migration.status FROM migration WHERE migration.account_id = place.account_id)" +
      ` IN (${names.map((name) => `:${name}`).join(", ")})`,
    lanes: () =>
      Promise.resolve({
        lanes: names.map((name) => ({ from: "migration", where: `status = :${name}` })),
        exact: true,
      }),
    usual: true,
    parameters: Object.fromEntries(names.map((name, i) => [name, statuses[i]])),
  };
}
