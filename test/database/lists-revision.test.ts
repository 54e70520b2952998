import { randomUUID } from "node:crypto";
import { DataSource } from "typeorm";
import { revisions } from "../../entities";
import { AccountTerm } from "../../entities/account-term";
import { Lists1764100000000 } from "../../entities/revisions/1764100000000-lists";
import { searchTerms } from "../../src/account/names";
import { createDatabase, type Database } from "../../src/database/database";
import { accountIdOf } from "../../src/ids";
import { ProgramAccountNamesDocument, ProgramDocument, ViewerAccountsDocument } from "../generated/graphql";
import { makeAccount } from "../support/accounts";
import type { Client } from "../support/client";
import { freshDatabase, type FreshDatabase } from "../support/fresh-database";
import { openWorld, type World } from "../support/world";

/** An account as the version before the revision stores it. */
interface OldAccount {
  publisherId: string;
  /** In lower case and without accents, since it is also the sort name. */
  name: string;
  status: string;
  users: string[];
  removed?: string[];
}

const people = makeAccount();
const [agent, other, supporter] = [people.employee, people.owner, `support@${people.tenant.domains[0]!}`];
const zebra: OldAccount = { publisherId: "9001", name: "zebra cloud", status: "NOT_STARTED", users: [agent, other] };
const accounts: OldAccount[] = [
  zebra,
  { publisherId: "contoso-12", name: "contoso cloud", status: "COMPLETED", users: [agent] },
  { publisherId: "contoso-7", name: "apple contoso", status: "FAILED", users: [other, agent] },
  { publisherId: "publisher-5", name: "conto 31 works", status: "NOT_STARTED", users: [other] },
  { publisherId: "kabu", name: "株式会社 cloud", status: "NOT_STARTED", users: [other], removed: [agent] },
];

let fresh: FreshDatabase;
let world: World;
let asAgent: Client;
let support: Client;
beforeEach(async () => {
  fresh = await freshDatabase();
  await asBefore(async (insert) => {
    for (const account of accounts) await insertAccount(insert, account);
  });
  const database = createDatabase(fresh.url);
  await database.open().finally(() => database.close());
  world = await openWorld({ env: { DATABASE_URL: fresh.url } });
  const { tenantId } = people.tenant;
  const person = { email: supporter, displayName: "Support", tenantId, oid: randomUUID(), roles: ["Support"] };
  await world.simulator.learn({ ...people.world, accounts: [], people: [...people.world.people, person] });
  [asAgent, support] = [await world.as(agent), await world.as(supporter)];
});
afterEach(() => world.close());
afterEach(() => fresh.drop());

type Insert = (table: string, row: Record<string, string | number>) => Promise<unknown>;

/** Does the work as the version before the revision would, on a database of that version or a later one. */
async function asBefore(
  work: (insert: Insert, run: (sql: string) => Promise<unknown>) => Promise<void>,
): Promise<void> {
  const source = new DataSource({
    ...createDatabase(fresh.url).reader.connection.options,
    migrations: revisions.slice(0, revisions.indexOf(Lists1764100000000)),
    migrationsTableName: "revision",
  });
  await source.initialize();
  await source.runMigrations();
  const run = (sql: string, values: unknown[] = []): Promise<unknown> => source.query(sql, values);
  const insert: Insert = (table, row) => {
    const columns = Object.keys(row);
    const marks = columns.map(() => "?").join(", ");
    return run(`INSERT INTO ${table} (${columns.join(", ")}) VALUES (${marks})`, Object.values(row));
  };
  await work(insert, run).finally(() => source.destroy());
}

async function insertAccount(insert: Insert, account: OldAccount): Promise<void> {
  const { publisherId, name, status, users, removed = [] } = account;
  const account_id = accountIdOf(publisherId);
  await insert("account", {
    ...{ id: account_id, publisher_id: publisherId, display_name: name, sort_name: name, account_type: "COMPANY" },
    ...{ sign_in_email: users[0]!, sign_in_personal: 0, seller_contact: "{}", settings_version: 1 },
    ...{ event_count: 0, import_hash: "" },
  });
  await insert("migration", {
    ...{ account_id, status, sort_name: name, version: 1, attempt: 0, steps: "[]" },
    ...{ work_email_state: "DUE", mpn_state: "DUE" },
  });
  const insertUser = (principal: string, columns: Record<string, string | number>) =>
    insert("account_user", {
      ...{ account_id, id: accountIdOf(principal), principal, principal_kind: "PERSON", email: principal },
      ...{ identity: "WORK", added_at: 1, sync_seq: 0, sync_attempts: 0, ...columns },
    });
  for (const principal of users) await insertUser(principal, { access: "ACTIVE", cpp_role: "OWNER" });
  for (const principal of removed) await insertUser(principal, { access: "REMOVED", removed_at: 2 });
  await insertTerms(insert, account);
}

/** Stores whole terms only, as that version did. */
async function insertTerms(insert: Insert, { publisherId, name }: OldAccount): Promise<void> {
  for (const term of [publisherId, ...name.split(" ")])
    await insert("account_term", { account_id: accountIdOf(publisherId), term });
}

/** Returns the names on all pages of the agent's accounts. */
async function portfolio(): Promise<string[]> {
  const names: string[] = [];
  for (let after: string | null = null, more = true; more;) {
    const page: Awaited<ReturnType<typeof pageAfter>> = await pageAfter(after);
    names.push(...page.nodes.map(({ displayName }) => displayName));
    ({ endCursor: after = null, hasNextPage: more } = page.pageInfo);
  }
  return names;
}

const pageAfter = async (after: string | null) =>
  (await asAgent.run(ViewerAccountsDocument, { first: 1, after })).viewer.accounts;

async function found(search: string): Promise<string[]> {
  const { program } = await support.run(ProgramAccountNamesDocument, { first: 50, filter: { search } });
  return program!.accounts.nodes.map(({ displayName }) => displayName);
}

async function counted(): Promise<Record<string, number>> {
  const { program } = await support.run(ProgramDocument, {});
  const { statusCounts, accounts: all } = program!;
  const counts = statusCounts.filter(({ count }) => count > 0).map(({ status, count }) => [status, count] as const);
  return { ...Object.fromEntries(counts), all: all.totalCount };
}

/** Expects each account to have exactly the search terms that an import of this version stores. */
async function expectTerms({ reader }: Database, all: OldAccount[]): Promise<void> {
  for (const { publisherId, name } of all) {
    const terms = searchTerms(publisherId, name);
    const rows = await reader.findBy(AccountTerm, { accountId: accountIdOf(publisherId) });
    expect(rows.map(({ term, sortName }) => [term, sortName]).sort()).toEqual(terms.map((term) => [term, name]).sort());
  }
}

test("accounts from before the revision are listed, found by search and counted", async () => {
  expect(await portfolio()).toEqual(["apple contoso", "contoso cloud", "zebra cloud"]);
  expect(await counted()).toEqual({ NOT_STARTED: 3, COMPLETED: 1, FAILED: 1, all: 5 });
  const all = ["apple contoso", "conto 31 works", "contoso cloud", "zebra cloud", "株式会社 cloud"];
  expect(await found("c")).toEqual(all);
  expect(await found("clo")).toEqual(all.slice(2));
  expect(await found("conto")).toEqual(all.slice(0, 3));
  expect(await found("contoso-1")).toEqual(["contoso cloud"]);
  expect(await found("3")).toEqual(["conto 31 works"]);
  expect(await found("90")).toEqual(["zebra cloud"]);
  expect(await found("cloud 株")).toEqual(["株式会社 cloud"]);
  await expectTerms(world.app.services.database, accounts);
});

test("running the revision again indexes what the previous version has written since", async () => {
  const late: OldAccount = { publisherId: "late-1", name: "banana cloud lately", status: "VERIFYING", users: [agent] };
  const renamed = { ...zebra, name: "aardvark" };
  await asBefore(async (insert, run) => {
    await insertAccount(insert, late);
    const id = accountIdOf(zebra.publisherId);
    await run(`UPDATE account SET display_name = 'aardvark', sort_name = 'aardvark' WHERE id = '${id}'`);
    await run(`UPDATE migration SET sort_name = 'aardvark' WHERE account_id = '${id}'`);
    await run(`DELETE FROM account_term WHERE account_id = '${id}'`);
    await insertTerms(insert, renamed);
  });
  expect(await found("late")).toEqual([]);

  const { database } = world.app.services;
  // As described in docs/operating.md.
  await database.write((tx) => tx.query("UPDATE account_user SET sort_name = ''"));
  await database.write((tx) => tx.query("DELETE FROM revision WHERE name LIKE 'Lists%' OR name LIKE 'Starts%'"));
  await database.open();
  expect(await portfolio()).toEqual(["aardvark", "apple contoso", "banana cloud lately", "contoso cloud"]);
  expect(await counted()).toEqual({ NOT_STARTED: 3, COMPLETED: 1, FAILED: 1, VERIFYING: 1, all: 6 });
  expect(await found("late")).toEqual(["banana cloud lately"]);
  expect(await found("a")).toEqual(["aardvark", "apple contoso"]);
  const inOrder = ["apple contoso", "banana cloud lately", "conto 31 works", "contoso cloud", "株式会社 cloud"];
  expect(await found("c")).toEqual(inOrder);
});
