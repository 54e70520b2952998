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
  ["aliases of __typename", `{ ${times(101, (i) => `a${i}: __typename`)} }`],
  [
    "aliases in a fragment spread often",
    `{ ${times(8, (i) => `b${i}: viewer { ...F }`)} } fragment F on Viewer { ${times(4, (i) => `a${i}: email`)} }`,
  ],
  [
    "many mutations in one",
    `mutation { ${times(31, (i) => `a${i}: startMigration(input: { accountId: "x" }) { __typename }`)} }`,
  ],
  ["depth", `{ viewer { accounts { nodes { ${around(30)} } } } }`],
  ["depth in fragments", `{ viewer { ...F0 } } ${spread("Viewer", "email", 40, 1)}`],
  ["fragments that double", `{ viewer { ...F0 } } ${spread("Viewer", "email", 100, 2)}`],
  ["fragments that multiply within the depth", `{ viewer { ...F0 } } ${spread("Viewer", "email", 8, 12)}`],
  ["fragments that come to 2,000 selections", `{ viewer { ...F0 } } ${spread("Viewer", "email", 3, 13)}`],
  ["a list of 2,000 values", `{ nodes(ids: [${times(2_000, () => '"x"')}]) { id } }`],
  ["2,001 tokens", `{ viewer { ${times(2_001, () => "email")} } }`],
  ["one field over and over", `{ viewer { ${times(1_900, () => "email")} } }`],
  ["a directive on each of many fields", `{ viewer { ${times(31, () => "email @include(if: true)")} } }`],
  ["known directives", `{ viewer { email ${times(100, () => "@include(if: true)")} } }`],
  ["unknown directives", `{ viewer { email ${times(600, () => "@a")} } }`],
  ["a few unknown directives", `{ viewer { email ${times(20, () => "@a")} } }`],
  ["introspection in a circle", `{ __schema { ${"types { fields { type { ".repeat(4)} name ${"} } }".repeat(4)} } }`],
  ["a list in a list in a list", deep("[", "]")],
  ["an object in an object in an object", deep("{a: ", "}").replace("{a: }", "{}")],
])("%s is refused, and nothing is read for it", async (_, query) => {
  expectMistake(await refusal({ query }), log);
});

test("variables nested without end are refused, and nothing is read for them", async () => {
  const nested = `${"[".repeat(30_000)}${"]".repeat(30_000)}`;
  const body = `{"query":"query($ids: [ID!]!) { nodes(ids: $ids) { id } }","variables":{"ids":${nested}}}`;
  expectMistake(await refusal(body), log);
});

const ids = Array.from({ length: 100 }, (_, i) => Buffer.from(`Account:${i}`).toString("base64url"));
const dryRuns = (count: number) => times(count, (i) => `p${i}: preflight(mpnId: "41", workEmail: "a@x.com") { ready }`);
const people = "nodes { id email displayName access }";

test.each<[string, string, object?]>([
  ["pages in pages", `{ viewer { accounts(first: 100) { nodes { users(first: 100) { ${people} } } } } }`],
  ["edges in edges", `{ viewer { accounts(first: 100) { edges { node { users(first: 100) { ${people} } } } } } }`],
  [
    "both at once",
    `{ viewer { accounts(first: 100) { ${"nodes edges".replace(/\w+/g, (list) => (list === "nodes" ? `nodes { users(first: 50) { ${people} } }` : `edges { node { timeline(first: 50) { nodes { id } } } }`))} } } }`,
  ],
  ["a page of no given size", `{ viewer { accounts(first: 100) { nodes { users(first: null) { ${people} } } } } }`],
  [
    "pages of many objects",
    `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Account { users(first: 100) { ${people} } } } }`,
    { ids },
  ],
  [
    "many lists of objects",
    `query ($ids: [ID!]!) { ${times(29, (i) => `a${i}: nodes(ids: $ids) { ... on Account { id displayName publisherId manageUrl managedIn viewerUser { id } } }`)} }`,
    { ids },
  ],
  [
    "a dry run of each of many objects",
    `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Account { preflight { ready } } } }`,
    { ids: ids.slice(0, 5) },
  ],
  ["many dry runs of one account", `{ account(publisherId: "x") { ${dryRuns(5)} } }`],
  ["a dry run of each account on a page", "{ viewer { accounts(first: 5) { nodes { preflight { ready } } } } }"],
  [
    "a page size in a variable",
    `query ($n: Int) { viewer { accounts(first: $n) { nodes { users(first: $n) { ${people} } } } } }`,
    { n: 100 },
  ],
  [
    "pages behind fragments",
    `{ viewer { ...A } } fragment A on Viewer { accounts(first: 100) { nodes { ...B } } } fragment B on Account { users(first: 100) { ${people} } }`,
  ],
])("%s costs too much", async (_, query, variables = {}) => {
  const answer = await refusal({ query, variables });
  expect(answer).toMatchObject({ status: 400, data: undefined, code: "QUERY_TOO_EXPENSIVE" });
  expect(answer.errors).toHaveLength(1);
  expect(log.take()).toBe("");
});

test("what the pages of the product ask for is served", async () => {
  expect((await client.run(AccountsPageDocument, { first: 50 })).viewer.accounts.nodes).toHaveLength(1);
  expect((await client.run(RefetchAllDocument, { ids })).nodes).toEqual(ids.map(() => null));
  const { data } = await client.raw(`{ viewer { accounts(first: 1) { nodes { ${dryRuns(4)} } } } }`);
  expect(data).toMatchObject({ viewer: { accounts: { nodes: [{ p0: { ready: false }, p3: { ready: false } }] } } });
  const thirty = `{ ${times(30, (i) => `a${i}: viewer { email }`)} }`;
  expect(Object.keys((await client.raw(thirty)).data!)).toHaveLength(30);
});
