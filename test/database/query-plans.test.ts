import {
  AccountUsersDocument,
  CountAccountsDocument,
  FirstUsersDocument,
  StartMigrationDocument,
  TimelineDocument,
  ViewerAccountsDocument,
} from "../generated/graphql";
import { dueJobs } from "../../src/outbox/due-jobs";
import { unsyncedUsers } from "../../src/program/program-pages";
import { sweep } from "../../src/sweep";
import { nextMoved } from "../../src/user/reconcile/runs";
import type { MadeAccount } from "../support/accounts";
import type { Client } from "../support/client";
import { makeManyAccounts } from "../support/many-accounts";
import { notesOf, planOf, type Visit } from "../support/query-plans";
import { statementsOf } from "../support/statements";
import { lookAt, proveByCode, succeeded } from "../support/walk";
import { openWorld, type World } from "../support/world";

const patienceMs = 120_000;

let world: World;
let made: MadeAccount;
let owner: Client;
/** A client with a role on thousands of accounts. */
let agent: Client;

beforeAll(async () => {
  world = await openWorld();
  made = await world.account();
  const agency = await world.account();
  const { database } = world.app.services;
  [owner, agent] = [await world.as(made.owner), await world.as(agency.contributor)];
  // Bind both viewers first: from then on they are only looked up.
  await Promise.all([owner, agent].map((client) => client.run(ViewerAccountsDocument, {})));
  const many = { principal: agency.contributor, accounts: 2_000 };
  await makeManyAccounts(database, { count: 30_000, agency: many, now: world.clock.now() });
}, patienceMs);
afterAll(() => world.close(), patienceMs);

/** Returns the plan of each statement that the work runs, except inserts, whose access path is always the same. */
async function plans(work: () => Promise<unknown>): Promise<Map<string, Visit[]>> {
  const { database } = world.app.services;
  const asked = (await statementsOf(database, work)).filter(({ sql }) => !sql.startsWith("INSERT"));
  const found = new Map<string, Visit[]>();
  for (const statement of asked) found.set(statement.sql, await planOf(database, statement));
  return found;
}

/** Returns the statements that read a whole table, or much of it. */
const scans = (found: Map<string, Visit[]>) =>
  [...found].filter(([sql, visits]) =>
    // An index range with a LIMIT is read no further than that; account-list-plans.test.ts counts how far.
    visits.some(({ scans, index, rows }) => scans || index === null || (!sql.includes("LIMIT") && (rows ?? 0) > 5_000)),
  );

/** Expects each alias to use that index in every statement whose text after its columns contains all the words. */
function expectIndexes(found: Map<string, Visit[]>, words: string, indexes: Record<string, string>): void {
  const mentions = (sql: string) => words.split("+").every((word) => sql.includes(word));
  const meant = [...found].filter(([sql]) => mentions(sql.replace(/^SELECT .*? FROM/, "SELECT FROM")));
  expect(meant).not.toEqual([]);
  for (const [, visits] of meant)
    expect(Object.fromEntries(visits.map(({ alias, index }) => [alias, index]))).toMatchObject(indexes);
}

test("a viewer's accounts are read through the portfolio index, and counted without a scan", async () => {
  for (const client of [owner, agent]) {
    const found = await plans(() => client.run(ViewerAccountsDocument, { first: 20 }));
    expect(scans(found)).toEqual([]);
    expectIndexes(found, "account_user+ORDER BY", { role: "account_user_portfolio", account: "PRIMARY" });
    const counted = await plans(() => client.run(CountAccountsDocument, { filter: { status: ["FAILED"] } }));
    expect(scans(counted)).toEqual([]);
  }
});

test("counting the accounts found by eight words is planned about as fast as by two", async () => {
  const { database } = world.app.services;
  const longest = async (search: string) => {
    const counted = await statementsOf(database, () => agent.run(CountAccountsDocument, { filter: { search } }));
    return Math.max(...(await Promise.all(counted.map(async (one) => (await notesOf(database, one)) ?? 1))));
  };
  expect(await longest("a b c d e f g h")).toBeLessThan(10 * (await longest("a b")));
});

test("the users of a viewer's accounts are read through the primary key, without a scan", async () => {
  for (const client of [owner, agent]) {
    const found = await plans(() => client.run(FirstUsersDocument, { first: 5 }));
    expect(scans(found)).toEqual([]);
    expectIndexes(found, "another", { role: "account_user_portfolio", user: "PRIMARY", another: "PRIMARY" });
  }
});

test("an account's users and timeline are read through the primary key, without a scan", async () => {
  const { publisherId } = made;
  const users = await plans(() => owner.run(AccountUsersDocument, { publisherId, first: 50 }));
  expect(scans(users)).toEqual([]);
  expectIndexes(users, "account_user+ORDER BY", { user: "PRIMARY" });
  const timeline = await plans(() => owner.run(TimelineDocument, { publisherId, first: 50, kinds: ["CODE_SENT"] }));
  expect(scans(timeline)).toEqual([]);
  expectIndexes(timeline, "timeline_event+ORDER BY", { event: "PRIMARY" });
});

test("no statement of a migration scans a table, from its start to COMPLETED", async () => {
  const { id: accountId, migration } = await lookAt(owner, made.publisherId);
  const found = await plans(async () => {
    const input = { accountId, idempotencyKey: "one" };
    succeeded((await owner.run(StartMigrationDocument, { input })).startMigration);
    await proveByCode(world, owner, migration.id, made.employee);
    await world.settle();
  });
  expect((await lookAt(owner, made.publisherId)).migration.status).toBe("COMPLETED");
  expect(found.size).toBeGreaterThan(20);
  expect(scans(found)).toEqual([]);
  expectIndexes(found, "SELECT+job+due_at+ORDER BY", { job: "job_due" });
  expectIndexes(found, "SELECT+WorkEmailAttempt+ORDER BY+account_id", { WorkEmailAttempt: "PRIMARY" });
  expectIndexes(found, "SELECT+WorkEmailAttempt+ORDER BY+viewer", { WorkEmailAttempt: "work_email_attempt_viewer" });
  expectIndexes(found, "SELECT+IdempotencyRecord", { IdempotencyRecord: "PRIMARY" });
  expectIndexes(found, "DELETE+idempotency_record", { idempotency_record: "PRIMARY" });
});

test("accounts to reconcile are read through the index of moved migrations", async () => {
  const { database } = world.app.services;
  for (const cursor of ["", "V", "zz"]) {
    const found = await plans(() => nextMoved(database, cursor, 10));
    expectIndexes(found, "Migration+ORDER BY", { Migration: "migration_moved" });
  }
});

test("the sweep finds outdated rows without scanning a table", async () => {
  const found = await plans(() => sweep(world.app.services));
  const swept = [...found.keys()].join("\n");
  for (const table of ["idempotency_record", "work_email_attempt", "reconciliation"]) expect(swept).toContain(table);
  expect(scans(found)).toEqual([]);
});

test("the metrics count due jobs and unsynced users by index, and no more than a fixed number of jobs", async () => {
  const { database } = world.app.services;
  const found = await plans(async () => {
    await dueJobs(database, world.clock.now());
    await unsyncedUsers(database);
  });
  expect(scans(found)).toEqual([]);
  expectIndexes(found, "due+LIMIT", { job: "job_due" });
  expectIndexes(found, "sync_state", { AccountUser: "account_user_sync" });
});
