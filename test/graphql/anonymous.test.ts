import { getIntrospectionQuery } from "graphql";
import { ask } from "../support/ask";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld({ env: { NODE_ENV: "development" } });
});
afterAll(() => world.close());

const askAnybody = (query: string) => ask(world.url, { body: { query } });

test("in development, introspection needs no token", async () => {
  const { status, data, errors } = await askAnybody(getIntrospectionQuery({ oneOf: true, specifiedByUrl: true }));
  expect({ status, errors }).toEqual({ status: 200, errors: [] });
  expect(Object.keys(data!)).toEqual(["__schema"]);
  expect((await askAnybody('{ __type(name: "Viewer") { name } __typename }')).data).toEqual({
    __type: { name: "Viewer" },
    __typename: "Query",
  });
});

test.each([
  ["the viewer", "{ viewer { email } }"],
  ["the MPN agreement", "{ mpnAgreement { version } }"],
  ["the viewer next to __type", '{ __type(name: "Viewer") { name } viewer { email } }'],
  ["the viewer aliased as __schema", "{ __schema: viewer { email } }"],
  ["the viewer in a fragment", "{ ...F } fragment F on Query { viewer { email } }"],
  ["the viewer in an inline fragment", "{ __typename ... on Query { viewer { email } } }"],
  ["a node", '{ node(id: "x") { id } }'],
  ["a mutation", 'mutation { startMigration(input: { accountId: "x" }) { __typename } }'],
  ["a subscription", 'subscription { accountActivity(accountId: "x") { cursor } }'],
])("%s needs a token", async (_, query) => {
  const { status, data, code, headers } = await askAnybody(query);
  expect({ status, data, code }).toEqual({ status: 401, data: undefined, code: "UNAUTHENTICATED" });
  expect(headers.get("www-authenticate")).toMatch(/^Bearer\b/);
});

test("an invalid token is refused even for a query that needs none", async () => {
  const { status, code } = await ask(world.url, { body: { query: "{ __typename }" }, token: "bad" });
  expect({ status, code }).toEqual({ status: 401, code: "UNAUTHENTICATED" });
});

test("in development, a browser gets an HTML page from /graphql", async () => {
  const { status, headers, text } = await ask(world.url, { headers: { accept: "text/html" } });
  expect(status).toBe(200);
  expect(headers.get("content-type")).toMatch(/^text\/html/);
  expect(text).toMatch(/^\s*<!DOCTYPE html>/);
});

test("in development, the error for a mistyped field suggests the right one", async () => {
  expect((await askAnybody("{ viewer { emial } }")).errors[0]!.message).toContain('Did you mean "email"?');
});
