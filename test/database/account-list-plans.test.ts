import { randomUUID } from "node:crypto";
import {
  AccountNamesDocument,
  ProgramAccountNamesDocument,
  ProgramOverviewDocument,
  type AccountFilter,
} from "../generated/graphql";
import { inStatus } from "../../src/account/account-lists";
import { countAccounts } from "../../src/account/account-count";
import { walkAccounts, type Walk } from "../../src/account/account-walk";
import { searchConditions } from "../../src/account/search-terms";
import { encodeCursor } from "../../src/graphql/connection";
import { recountStatuses } from "../../src/program/status-counts";
import type { Client } from "../support/client";
import { makeManyAccounts } from "../support/many-accounts";
import { planOf, readsOf } from "../support/query-plans";
import { statementsOf } from "../support/statements";
import { openWorld, type World } from "../support/world";

const patienceMs = 240_000;
const count = 30_000;

let world: World;
let support: Client;
/** A client with a role on thousands of accounts. */
let agent: Client;

beforeAll(async () => {
  world = await openWorld();
  const agency = await world.account({ displayName: "~" });
  const { database } = world.app.services;
  const email = `support@${agency.tenant.domains[0]}`;
  const { tenantId } = agency.tenant;
  const person = { email, displayName: "Support", tenantId, oid: randomUUID(), roles: ["Support"] };
  await world.simulator.learn({ people: [person] });
  // Get the tokens now: the test clock stands still, and later tokens would not be valid yet.
  [support, agent] = [await world.as(email), await world.as(agency.contributor)];
  await agent.run(AccountNamesDocument, { first: 1 });
  await support.run(ProgramAccountNamesDocument, { first: 1 });
  const many = { principal: agency.contributor, accounts: 25_000 };
  await makeManyAccounts(database, { count, agency: many, now: world.clock.now() });
  await recountStatuses(database);
}, patienceMs);
afterAll(() => world.close(), patienceMs);

interface Cost {
  /** Statements that read a whole table or index, or use no index. */
  scans: string[];
  /** Rows and index entries read; 0 where the database does not report them. */
  reads: number;
}

/** Returns the cost of the statements that the work runs. */
async function costOf(work: () => Promise<unknown>): Promise<Cost> {
  const { database } = world.app.services;
  const cost: Cost = { scans: [], reads: 0 };
  for (const statement of await statementsOf(database, work)) {
    const plan = await planOf(database, statement);
    if (plan.some(({ scans, index }) => scans || index === null)) cost.scans.push(statement.sql);
    cost.reads += (await readsOf(database, statement)) ?? 0;
  }
  return cost;
}

interface Page {
  nodes: { displayName: string; publisherId: string }[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
}
type List = (filter: AccountFilter, first: number, after?: string | null) => Promise<Page>;
const ofProgram: List = async (filter, first, after = null) =>
  (await support.run(ProgramAccountNamesDocument, { filter, first, after })).program!.accounts;
const ofAgent: List = async (filter, first, after = null) =>
  (await agent.run(AccountNamesDocument, { filter, first, after })).viewer.accounts;

/** The most that a page of twenty may read, however many accounts there are: a few ranges of twenty entries. */
const little = 2_500;
/** The most that may be read where every account on a list is checked. */
const some = 15_000;

const filters: [string, AccountFilter, number][] = [
  ["all", {}, little],
  ["with a rare status", { status: ["FAILED"] }, little],
  ["with several statuses", { status: ["FAILED", "NOT_STARTED", "COMPLETED", "CANCELED"] }, little],
  ["awaiting an owner", { awaiting: "OWNER" }, little],
  ["with a first letter that all have", { search: "c" }, little],
  ["with a word that all have", { search: "comp" }, little],
  ["with an ID prefix that all have", { search: "publisher-" }, little],
  ["with a rare word", { search: "zzbcdef" }, little],
  ["with a publisher ID", { search: "publisher-1999" }, little],
  ["with an ID prefix that some have", { search: "publisher-1" }, little],
  ["with the prefix of a rare word", { search: "zzbc" }, little],
  ["with a prefix that all have, each in a different word", { search: "zz" }, some],
  ["with two words", { search: "comp zz" }, little],
  ["with two common words that first occur together far down the list", { search: "company late" }, little],
  ["with two common words that alternate until they occur together", { search: "x y" }, little],
  ["with a common word and a common status", { search: "company", status: ["NOT_STARTED"] }, little],
  ["with a common word and a rare one", { search: "company zzbcdef" }, 70_000],
];

describe.each<[string, List]>([
  ["support's accounts", ofProgram],
  ["a viewer's accounts", ofAgent],
])("%s", (_, list) => {
  test.each(filters)("%s: the first two pages scan no table and read limited rows", async (_, filter, most) => {
    const first = await list(filter, 20);
    expect(first.nodes.length).toBeGreaterThan(0);
    const pages: (string | null)[] = [null];
    if (first.pageInfo.hasNextPage) pages.push(first.pageInfo.endCursor!);
    for (const after of pages) {
      const { scans, reads } = await costOf(() => list(filter, 20, after));
      expect(scans).toEqual([]);
      // For a viewer, every account is checked against their portfolio as well.
      expect(reads).toBeLessThan(most + some);
    }
  });
});

test("the first 400 accounts of merged lists come in order across pages, without duplicates", async () => {
  for (const filter of [{ status: ["FAILED", "COMPLETED"] }, { search: "company publ" }] as AccountFilter[]) {
    const seen: Page["nodes"] = [];
    for (let after: string | null = null, more = true; more && seen.length < 400;) {
      const { nodes, pageInfo } = await ofProgram(filter, 50, after);
      seen.push(...nodes);
      [after, more] = [pageInfo.endCursor ?? null, pageInfo.hasNextPage];
    }
    expect(new Set(seen.map(({ publisherId }) => publisherId)).size).toBe(seen.length);
    expect(seen.map(({ displayName }) => displayName)).toEqual(seen.map(({ displayName }) => displayName).toSorted());
    expect(seen).toHaveLength(400);
  }
});

test("a walk that would skip many accounts stops early and can be resumed until all are found", async () => {
  const { database } = world.app.services;
  const wanted = Array.from({ length: count }, (_, n) => n).filter(
    (n) => n % 10 !== 7 && n % 10 !== 9 && String(n).startsWith("99"),
  );
  const conditions = [inStatus(["NOT_STARTED", "FAILED"]), ...searchConditions("zzjj company")[0]!];
  const turns = [50, 100].map((places) => ({ leaps: 8, short: places, places }));
  const found: string[] = [];
  let after: string[] | null = null;
  for (let walks = 1; ; walks++) {
    const walk: Walk = await walkAccounts(database, conditions, { first: 5, after }, turns);
    found.push(...walk.rows.slice(0, 5).map(({ publisherId }) => publisherId));
    const last = walk.rows.length > 5 ? walk.rows[4]! : null;
    if (!last && !walk.stoppedAt) {
      expect(walks).toBeGreaterThan(3);
      break;
    }
    after = last ? [last.sortName, last.id] : [walk.stoppedAt!.sortName, walk.stoppedAt!.accountId];
  }
  expect(found.toSorted()).toEqual(wanted.map((n) => `publisher-${n}`).toSorted());
});

test("the intersection of two long lists is counted in full, within the limit of readable accounts", async () => {
  const { reader } = world.app.services.database;
  const late = Array.from({ length: count }, (_, n) => n).filter((n) => n % 10 < 7 && String(n % 1_000) >= "7");
  const conditions = [[...searchConditions("company late")[0]!, inStatus(["NOT_STARTED"])]];
  const bounds = { short: 100, readable: count + 1, asked: 100 };
  expect(await countAccounts(reader, conditions, bounds)).toBe(late.length);
  expect(await countAccounts(reader, conditions)).toBe(late.length);
  // Accounts beyond those that may be read or checked are not counted.
  expect(await countAccounts(reader, conditions, { ...bounds, readable: 200 })).toBeLessThan(late.length);
});

test("a page among accounts with the same name scans no table and reads limited rows", async () => {
  const { database } = world.app.services;
  const ids = "SELECT id FROM account WHERE publisher_id LIKE 'publisher-10___'";
  for (const table of ["account_user", "account_term", "migration"])
    await database.write((tx) => tx.query(`UPDATE ${table} SET sort_name = 'twin' WHERE account_id IN (${ids})`));
  await database.write((tx) =>
    tx.query("UPDATE account SET sort_name = 'twin' WHERE publisher_id LIKE 'publisher-10___'"),
  );
  const lists: [AccountFilter, number][] = [
    [{}, 400],
    [{ status: ["NOT_STARTED"] }, 1_800],
    [{ search: "company late" }, 2_500],
  ];
  for (const list of [ofProgram, ofAgent])
    for (const [filter, most] of lists) {
      const { scans, reads } = await costOf(() => list(filter, 20, encodeCursor("twin", "V")));
      expect(scans).toEqual([]);
      expect(reads).toBeLessThan(most);
    }
});

test("the program overview reads status counts instead of accounts", async () => {
  const { scans, reads } = await costOf(() => support.run(ProgramOverviewDocument, {}));
  expect(scans.filter((sql) => !sql.includes("status_count"))).toEqual([]);
  expect(reads).toBeLessThan(2_000);
  const { program } = await support.run(ProgramOverviewDocument, {});
  const counts = Object.fromEntries(program!.statusCounts.map(({ status, count }) => [status, count]));
  expect(counts).toMatchObject({ FAILED: count / 10, COMPLETED: count / 10, ACTION_REQUIRED: count / 10 });
  expect(program!.accounts.totalCount).toBe(count + 1);
  expect(program!.failed.totalCount).toBe((2 * count) / 10);
});
