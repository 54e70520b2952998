import { ask } from "../support/ask";
import { logLines } from "../support/log-lines";
import { openWorld, type World } from "../support/world";
import { application, enrolBy, expectMistake } from "./questions";

const log = logLines();
let world: World;
let token: string;
beforeAll(async () => {
  world = await openWorld({ env: { LOG_LEVEL: "warn" }, logTo: log });
  token = await world.simulator.token((await world.account()).owner);
});
afterAll(() => world.close());

const enrolLiterally = (by: string) =>
  `mutation { enrollInMpn(input: { migrationId: "x", by: ${by} }) { __typename } }`;
const byId = "query ($id: ID!) { node(id: $id) { id } }";
const page = "query ($first: Int, $after: String) { viewer { accounts(first: $first, after: $after) { totalCount } } }";
const fetchAll = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }";
const statuses = "query ($filter: AccountFilter) { viewer { accounts(filter: $filter) { totalCount } } }";

test.each<[string, unknown]>([
  ["an empty document", { query: "" }],
  ["blanks alone", { query: "  \n" }],
  ["a comment alone", { query: "# nothing" }],
  ["an unclosed brace", { query: "{ viewer { email }" }],
  ["an unclosed text", { query: '{ node(id: "x) { id } }' }],
  ["a sign that GraphQL does not have", { query: "{ viewer { email } } ;" }],
  ["text that is no GraphQL", { query: "SELECT * FROM account" }],
  ["an unknown field", { query: "{ viewer { emial } }" }],
  ["an unknown argument", { query: "{ viewer { accounts(last: 1) { totalCount } } }" }],
  ["an unknown type", { query: "query ($x: Accounts) { viewer { email } }" }],
  ["an unknown directive", { query: "{ viewer @client { email } }" }],
  ["an unknown fragment", { query: "{ viewer { ...F } }" }],
  ["an unused fragment", { query: "{ viewer { email } } fragment F on Viewer { email }" }],
  [
    "fragments in a circle",
    { query: "{ viewer { ...A } } fragment A on Viewer { ...B } fragment B on Viewer { ...A }" },
  ],
  ["a leaf with a selection", { query: "{ viewer { email { x } } }" }],
  ["an object without a selection", { query: "{ viewer }" }],
  ["a missing argument", { query: "{ account { id } }" }],
  ["a number for a text", { query: "{ account(publisherId: 1) { id } }" }],
  ["fields that cannot be merged", { query: '{ a: node(id: "x") { id } a: node(id: "y") { id } }' }],
  ["two operations and no name", { query: "query A { viewer { email } } query B { viewer { email } }" }],
  ["a name that no operation has", { query: "query A { viewer { email } }", operationName: "B" }],
  ["a schema definition", { query: "type Query { x: Int }" }],

  ["no variables at all", { query: byId }],
  ["a missing variable", { query: byId, variables: {} }],
  ["null for what must be there", { query: byId, variables: { id: null } }],
  ["an object for an ID", { query: byId, variables: { id: { a: 1 } } }],
  ["a list for an ID", { query: byId, variables: { id: ["x"] } }],
  ["text for a number", { query: page, variables: { first: "ten" } }],
  ["a fraction for a number", { query: page, variables: { first: 1.5 } }],
  ["a number that is too large", { query: page, variables: { first: 3_000_000_000 } }],
  ["a number for text", { query: page, variables: { after: 7 } }],
  ["null within a list", { query: fetchAll, variables: { ids: ["x", null] } }],
  ["more faults than anybody reads", { query: fetchAll, variables: { ids: Array.from({ length: 200 }, () => ({})) } }],
  ["an unknown input field", { query: statuses, variables: { filter: { colour: "red" } } }],
  ["an unknown enum value", { query: statuses, variables: { filter: { status: ["DONE"] } } }],
  [
    "null for a condition",
    { query: "query ($if: Boolean = true) { viewer { email @skip(if: $if) } }", variables: { if: null } },
  ],
  ["an undeclared variable", { query: "{ node(id: $id) { id } }", variables: { id: "x" } }],

  ["no branch of a choice", { query: enrolBy, variables: { by: {} } }],
  ["null as the branch of a choice", { query: enrolBy, variables: { by: { existingMpnId: null } } }],
  ["both branches of a choice", { query: enrolBy, variables: { by: { existingMpnId: "1", application } } }],
  ["one branch and null", { query: enrolBy, variables: { by: { existingMpnId: "1", application: null } } }],
  ["no branch, written out", { query: enrolLiterally("{}") }],
  ["null as the branch, written out", { query: enrolLiterally("{ existingMpnId: null }") }],
  [
    "both branches, written out",
    {
      query: enrolLiterally(
        `{ existingMpnId: "1", application: ${JSON.stringify(application).replace(/"(\w+)":/g, "$1:")} }`,
      ),
    },
  ],
  ["half an application", { query: enrolBy, variables: { by: { application: { legalName: "Contoso" } } } }],

  ["no query", { variables: {} }],
  ["a query that is no text", { query: 1 }],
  ["variables as text", { query: "{ viewer { email } }", variables: "{}" }],
  ["variables as a list", { query: "{ viewer { email } }", variables: [1] }],
  ["a name that is no text", { query: "{ viewer { email } }", operationName: 1 }],
  ["extensions as text", { query: "{ viewer { email } }", extensions: "{}" }],
  [
    "the hash of another query",
    { query: "{ viewer { email } }", extensions: { persistedQuery: { version: 1, sha256Hash: "0".repeat(64) } } },
  ],
  [
    "a version of persisted queries that is none",
    { query: "{ viewer { email } }", extensions: { persistedQuery: { version: 9, sha256Hash: "0".repeat(64) } } },
  ],
])("%s", async (_, body) => {
  expectMistake(await ask(world.url, { body, token }), log);
});

test.each<[string, object]>([
  ["a page that is too large", { first: 101 }],
  ["a page of less than nothing", { first: -1 }],
  ["a cursor that is none", { after: "here" }],
  ["a cursor that is no list", { after: Buffer.from("{}").toString("base64url") }],
])("%s is the field's own error, and no fault", async (_, variables) => {
  const listed =
    "query ($first: Int, $after: String) { viewer { accounts(first: $first, after: $after) { nodes { id } } } }";
  const { data, errors } = await ask(world.url, { body: { query: listed, variables }, token });
  expect(data).toBeNull();
  expect(errors).toMatchObject([{ path: ["viewer", "accounts"], extensions: { code: "BAD_USER_INPUT" } }]);
  expect(log.take()).toBe("");
});

test("more than a hundred objects at once are refused", async () => {
  const body = { query: fetchAll, variables: { ids: Array.from({ length: 101 }, (_, i) => `x${i}`) } };
  const { data, code } = await ask(world.url, { body, token });
  expect({ data, code }).toEqual({ data: null, code: "BAD_USER_INPUT" });
  expect(log.take()).toBe("");
});
