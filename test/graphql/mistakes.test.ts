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
  ["a document of blanks", { query: "  \n" }],
  ["a document with only a comment", { query: "# nothing" }],
  ["an unclosed brace", { query: "{ viewer { email }" }],
  ["an unclosed string", { query: '{ node(id: "x) { id } }' }],
  ["a character that GraphQL does not allow", { query: "{ viewer { email } } ;" }],
  ["SQL instead of GraphQL", { query: "SELECT * FROM account" }],
  ["an unknown field", { query: "{ viewer { emial } }" }],
  ["an unknown argument", { query: "{ viewer { accounts(last: 1) { totalCount } } }" }],
  ["an unknown type", { query: "query ($x: Accounts) { viewer { email } }" }],
  ["an unknown directive", { query: "{ viewer @client { email } }" }],
  ["an unknown fragment", { query: "{ viewer { ...F } }" }],
  ["an unused fragment", { query: "{ viewer { email } } fragment F on Viewer { email }" }],
  [
    "fragments that form a cycle",
    { query: "{ viewer { ...A } } fragment A on Viewer { ...B } fragment B on Viewer { ...A }" },
  ],
  ["a scalar field with a selection", { query: "{ viewer { email { x } } }" }],
  ["an object field without a selection", { query: "{ viewer }" }],
  ["a missing argument", { query: "{ account { id } }" }],
  ["a number for a string argument", { query: "{ account(publisherId: 1) { id } }" }],
  ["fields that cannot be merged", { query: '{ a: node(id: "x") { id } a: node(id: "y") { id } }' }],
  ["two operations without operationName", { query: "query A { viewer { email } } query B { viewer { email } }" }],
  ["an unknown operationName", { query: "query A { viewer { email } }", operationName: "B" }],
  ["a schema definition", { query: "type Query { x: Int }" }],

  ["no variables at all", { query: byId }],
  ["a missing required variable", { query: byId, variables: {} }],
  ["null for a required variable", { query: byId, variables: { id: null } }],
  ["an object for an ID", { query: byId, variables: { id: { a: 1 } } }],
  ["a list for an ID", { query: byId, variables: { id: ["x"] } }],
  ["a string for an integer", { query: page, variables: { first: "ten" } }],
  ["a fraction for an integer", { query: page, variables: { first: 1.5 } }],
  ["an integer of more than 32 bits", { query: page, variables: { first: 3_000_000_000 } }],
  ["a number for a string variable", { query: page, variables: { after: 7 } }],
  ["null in a list of IDs", { query: fetchAll, variables: { ids: ["x", null] } }],
  ["200 invalid list items", { query: fetchAll, variables: { ids: Array.from({ length: 200 }, () => ({})) } }],
  ["an unknown input field", { query: statuses, variables: { filter: { colour: "red" } } }],
  ["an unknown enum value", { query: statuses, variables: { filter: { status: ["DONE"] } } }],
  [
    "null for the condition of @skip",
    { query: "query ($if: Boolean = true) { viewer { email @skip(if: $if) } }", variables: { if: null } },
  ],
  ["an undeclared variable", { query: "{ node(id: $id) { id } }", variables: { id: "x" } }],

  ["a oneOf without a field", { query: enrolBy, variables: { by: {} } }],
  ["a oneOf with null as its field", { query: enrolBy, variables: { by: { existingMpnId: null } } }],
  ["a oneOf with both fields", { query: enrolBy, variables: { by: { existingMpnId: "1", application } } }],
  ["a oneOf with a field and a null", { query: enrolBy, variables: { by: { existingMpnId: "1", application: null } } }],
  ["a oneOf literal without a field", { query: enrolLiterally("{}") }],
  ["a oneOf literal with null as its field", { query: enrolLiterally("{ existingMpnId: null }") }],
  [
    "a oneOf literal with both fields",
    {
      query: enrolLiterally(
        `{ existingMpnId: "1", application: ${JSON.stringify(application).replace(/"(\w+)":/g, "$1:")} }`,
      ),
    },
  ],
  ["an incomplete application", { query: enrolBy, variables: { by: { application: { legalName: "Contoso" } } } }],

  ["no query", { variables: {} }],
  ["a query that is not a string", { query: 1 }],
  ["variables as a string", { query: "{ viewer { email } }", variables: "{}" }],
  ["variables as a list", { query: "{ viewer { email } }", variables: [1] }],
  ["an operationName that is not a string", { query: "{ viewer { email } }", operationName: 1 }],
  ["extensions as a string", { query: "{ viewer { email } }", extensions: "{}" }],
  [
    "a persisted query with the hash of another one",
    { query: "{ viewer { email } }", extensions: { persistedQuery: { version: 1, sha256Hash: "0".repeat(64) } } },
  ],
  [
    "an unknown version of persisted queries",
    { query: "{ viewer { email } }", extensions: { persistedQuery: { version: 9, sha256Hash: "0".repeat(64) } } },
  ],
])("BAD_USER_INPUT is returned for %s", async (_, body) => {
  expectMistake(await ask(world.url, { body, token }), log);
});

test.each<[string, object]>([
  ["a page size above 100", { first: 101 }],
  ["a negative page size", { first: -1 }],
  ["a malformed cursor", { after: "here" }],
  ["a cursor that is not a list", { after: Buffer.from("{}").toString("base64url") }],
])("%s is a BAD_USER_INPUT error of the field, not a fault", async (_, variables) => {
  const listed =
    "query ($first: Int, $after: String) { viewer { accounts(first: $first, after: $after) { nodes { id } } } }";
  const { data, errors } = await ask(world.url, { body: { query: listed, variables }, token });
  expect(data).toBeNull();
  expect(errors).toMatchObject([{ path: ["viewer", "accounts"], extensions: { code: "BAD_USER_INPUT" } }]);
  expect(log.take()).toBe("");
});

test("more than 100 IDs are refused", async () => {
  const body = { query: fetchAll, variables: { ids: Array.from({ length: 101 }, (_, i) => `x${i}`) } };
  const { data, code } = await ask(world.url, { body, token });
  expect({ data, code }).toEqual({ data: null, code: "BAD_USER_INPUT" });
  expect(log.take()).toBe("");
});
