import { AccountsPageDocument, RefetchAllDocument } from "../generated/graphql";
import { ask, type HttpAnswer } from "../support/ask";
import type { Client } from "../support/client";
import { logLines } from "../support/log-lines";
import { statementsOf } from "../support/statements";
import { openWorld, type World } from "../support/world";
import { expectMistake, spread, times } from "./questions";

const log = logLines();
let world: World;
let client: Client;
let token: string;
beforeAll(async () => {
  world = await openWorld({ env: { LOG_LEVEL: "warn" }, logTo: log });
  const { owner } = await world.account();
  token = await world.simulator.token(owner);
  client = await world.as(owner);
  await client.raw("{ viewer { email } }");
});
afterAll(() => world.close());

/** Sends a request that must be refused before any read. A refusal as slow as an answer would time out. */
async function refusal(body: unknown): Promise<HttpAnswer> {
  let answer!: HttpAnswer;
  const statements = await statementsOf(world.app.services.database, async () => {
    answer = await ask(world.url, { body, token });
  });
  expect(statements).toEqual([]);
  return answer;
}

const around = (levels: number) => `${"migration { account { ".repeat(levels)} id ${"} }".repeat(levels)}`;
const deep = (open: string, close: string) => `{ nodes(ids: ${open.repeat(900)}${close.repeat(900)}) { id } }`;

test.each<[string, string]>([
  ["31 aliases", `{ ${times(31, (i) => `a${i}: viewer { email }`)} }`],
  ["300 aliases", `{ ${times(300, (i) => `a${i}: viewer { email }`)} }`],
  ["101 aliases of __typename", `{ ${times(101, (i) => `a${i}: __typename`)} }`],
  [
    "8 aliases that each spread a fragment of 4 aliases",
    `{ ${times(8, (i) => `b${i}: viewer { ...F }`)} } fragment F on Viewer { ${times(4, (i) => `a${i}: email`)} }`,
  ],
  [
    "31 mutations",
    `mutation { ${times(31, (i) => `a${i}: startMigration(input: { accountId: "x" }) { __typename }`)} }`,
  ],
  ["fields nested too deep", `{ viewer { accounts { nodes { ${around(30)} } } } }`],
  ["fragments nested too deep", `{ viewer { ...F0 } } ${spread("Viewer", "email", 40, 1)}`],
  ["100 fragments that each spread the next one twice", `{ viewer { ...F0 } } ${spread("Viewer", "email", 100, 2)}`],
  ["8 fragments that each spread the next one 12 times", `{ viewer { ...F0 } } ${spread("Viewer", "email", 8, 12)}`],
  ["fragments that expand to more than 2,000 selections", `{ viewer { ...F0 } } ${spread("Viewer", "email", 3, 13)}`],
  ["a list of 2,000 values", `{ nodes(ids: [${times(2_000, () => '"x"')}]) { id } }`],
  ["2,001 tokens", `{ viewer { ${times(2_001, () => "email")} } }`],
  ["one field repeated 1,900 times", `{ viewer { ${times(1_900, () => "email")} } }`],
  ["a directive on each of 31 fields", `{ viewer { ${times(31, () => "email @include(if: true)")} } }`],
  ["100 known directives on one field", `{ viewer { email ${times(100, () => "@include(if: true)")} } }`],
  ["600 unknown directives on one field", `{ viewer { email ${times(600, () => "@a")} } }`],
  ["20 unknown directives on one field", `{ viewer { email ${times(20, () => "@a")} } }`],
  ["circular introspection", `{ __schema { ${"types { fields { type { ".repeat(4)} name ${"} } }".repeat(4)} } }`],
  ["a list nested 900 deep", deep("[", "]")],
  ["an object nested 900 deep", deep("{a: ", "}").replace("{a: }", "{}")],
])("a document with %s is refused without reading the database", async (_, query) => {
  expectMistake(await refusal({ query }), log);
});

test("a variable nested 30,000 deep is refused without reading the database", async () => {
  const nested = `${"[".repeat(30_000)}${"]".repeat(30_000)}`;
  const body = `{"query":"query($ids: [ID!]!) { nodes(ids: $ids) { id } }","variables":{"ids":${nested}}}`;
  expectMistake(await refusal(body), log);
});

const ids = Array.from({ length: 100 }, (_, i) => Buffer.from(`Account:${i}`).toString("base64url"));
const dryRuns = (count: number) => times(count, (i) => `p${i}: preflight(mpnId: "41", workEmail: "a@x.com") { ready }`);
const people = "nodes { id email displayName access }";

test.each<[string, string, object?]>([
  ["nested nodes", `{ viewer { accounts(first: 100) { nodes { users(first: 100) { ${people} } } } } }`],
  ["nested edges", `{ viewer { accounts(first: 100) { edges { node { users(first: 100) { ${people} } } } } } }`],
  [
    "nested nodes and edges",
    `{ viewer { accounts(first: 100) { ${"nodes edges".replace(/\w+/g, (list) => (list === "nodes" ? `nodes { users(first: 50) { ${people} } }` : `edges { node { timeline(first: 50) { nodes { id } } } }`))} } } }`,
  ],
  ["nested pages of null size", `{ viewer { accounts(first: 100) { nodes { users(first: null) { ${people} } } } } }`],
  [
    "a page of users of each of 100 nodes",
    `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Account { users(first: 100) { ${people} } } } }`,
    { ids },
  ],
  [
    "29 lists of 100 nodes",
    `query ($ids: [ID!]!) { ${times(29, (i) => `a${i}: nodes(ids: $ids) { ... on Account { id displayName publisherId manageUrl managedIn viewerUser { id } } }`)} }`,
    { ids },
  ],
  [
    "a preflight of each of 5 nodes",
    `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Account { preflight { ready } } } }`,
    { ids: ids.slice(0, 5) },
  ],
  ["5 preflights of one account", `{ account(publisherId: "x") { ${dryRuns(5)} } }`],
  ["preflights of 5 accounts on a page", "{ viewer { accounts(first: 5) { nodes { preflight { ready } } } } }"],
  [
    "nested pages with their size in a variable",
    `query ($n: Int) { viewer { accounts(first: $n) { nodes { users(first: $n) { ${people} } } } } }`,
    { n: 100 },
  ],
  [
    "nested pages in fragments",
    `{ viewer { ...A } } fragment A on Viewer { accounts(first: 100) { nodes { ...B } } } fragment B on Account { users(first: 100) { ${people} } }`,
  ],
])("a query for %s is refused as QUERY_TOO_EXPENSIVE", async (_, query, variables = {}) => {
  const answer = await refusal({ query, variables });
  expect(answer).toMatchObject({ status: 400, data: undefined, code: "QUERY_TOO_EXPENSIVE" });
  expect(answer.errors).toHaveLength(1);
  expect(log.take()).toBe("");
});

test("pages of 50 accounts, 100 nodes, 4 preflights and 30 aliases are within the limits", async () => {
  expect((await client.run(AccountsPageDocument, { first: 50 })).viewer.accounts.nodes).toHaveLength(1);
  expect((await client.run(RefetchAllDocument, { ids })).nodes).toEqual(ids.map(() => null));
  const { data } = await client.raw(`{ viewer { accounts(first: 1) { nodes { ${dryRuns(4)} } } } }`);
  expect(data).toMatchObject({ viewer: { accounts: { nodes: [{ p0: { ready: false }, p3: { ready: false } }] } } });
  const thirty = `{ ${times(30, (i) => `a${i}: viewer { email }`)} }`;
  expect(Object.keys((await client.raw(thirty)).data!)).toHaveLength(30);
});
