import { ask, type HttpRequest } from "../support/ask";
import { logLines } from "../support/log-lines";
import { openWorld, type World } from "../support/world";
import { expectMistake } from "./questions";

const log = logLines();
let world: World;
let token: string;
let email: string;
beforeAll(async () => {
  world = await openWorld({ env: { LOG_LEVEL: "warn" }, logTo: log });
  ({ owner: email } = await world.account());
  token = await world.simulator.token(email);
});
afterAll(() => world.close());

const send = (request: HttpRequest) => ask(world.url, { token, ...request });
const query = "{ viewer { email } }";
const mutation = 'mutation { startMigration(input: { accountId: "x" }) { __typename } }';
const subscription = 'subscription { accountActivity(accountId: "x") { cursor } }';
const preflight = { "apollo-require-preflight": "true" };
const get = (search: Record<string, string>) => send({ path: `/graphql?${new URLSearchParams(search)}` });
const typed = (type: string, body = JSON.stringify({ query })) => send({ body, headers: { "content-type": type } });
const viewer = () => ({ status: 200, data: { viewer: { email } }, errors: [] });

test("a POST of JSON is answered as JSON, whatever the case and charset of its content type", async () => {
  for (const type of ["application/json", "application/json; charset=utf-8", "Application/JSON"]) {
    const answer = await typed(type);
    expect(answer).toMatchObject(viewer());
    expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
  }
});

test.each([
  ["application/graphql-response+json", "application/graphql-response+json; charset=utf-8"],
  ["application/graphql-response+json, application/json;q=0.9", "application/graphql-response+json; charset=utf-8"],
  ["application/json", "application/json; charset=utf-8"],
  ["*/*", "application/json; charset=utf-8"],
])("a client that accepts %s gets the matching content type, for errors too", async (accept, type) => {
  const good = await send({ body: { query }, headers: { accept } });
  expect(good).toMatchObject(viewer());
  const bad = await send({ body: { query: "{ viewer { emial } }" }, headers: { accept } });
  expectMistake(bad, log);
  for (const { headers } of [good, bad]) expect(headers.get("content-type")).toBe(type);
});

test("a client that accepts neither JSON form gets 406", async () => {
  expectMistake(await send({ body: { query }, headers: { accept: "text/xml" } }), log, 406);
});

describe("a GET", () => {
  test("of a query with a token is answered", async () => {
    expect(await get({ query })).toMatchObject(viewer());
  });

  test("takes variables and operationName, and ignores an empty operationName", async () => {
    const named = "query A($x: ID!) { node(id: $x) { id } } query B { viewer { email } }";
    expect(await get({ query: named, variables: '{"x":"y"}', operationName: "A" })).toMatchObject({
      status: 200,
      data: { node: null },
    });
    expect(await get({ query: named, operationName: "B" })).toMatchObject(viewer());
    expect(await get({ query, operationName: "" })).toMatchObject(viewer());
  });

  test("without a token is refused unless a header forces a preflight", async () => {
    const path = `/graphql?${new URLSearchParams({ query: "{ __typename }" })}`;
    expectMistake(await ask(world.url, { path }), log);
    for (const header of ["apollo-require-preflight", "x-apollo-operation-name"])
      expect(await ask(world.url, { path, headers: { [header]: "Q" } })).toMatchObject({ status: 200, errors: [] });
  });

  test.each([
    ["a mutation", mutation],
    ["a subscription", subscription],
  ])("of %s is not allowed", async (_, text) => {
    const answer = await get({ query: text });
    expectMistake(answer, log, 405);
    expect(answer.headers.get("allow")).toBe("POST");
  });

  test.each<[string, string]>([
    ["variables that are not JSON", `query=${encodeURIComponent(query)}&variables={`],
    ["the query twice", `query=${encodeURIComponent(query)}&query=${encodeURIComponent(query)}`],
    ["no query", "variables={}"],
    ["no parameters", ""],
  ])("with %s is refused", async (_, search) => {
    expectMistake(await send({ path: `/graphql?${search}` }), log);
  });
});

test.each([
  ["truncated JSON", '{"query":'],
  ["text that is not JSON", "query"],
  ["an empty body", ""],
  ["null", "null"],
  ["a JSON string", '"{ viewer { email } }"'],
  ["a number", "1"],
  ["an empty object", "{}"],
  ["a batch", JSON.stringify([{ query }, { query }])],
  ["an empty batch", "[]"],
  ["a __proto__ property", `{"query":"${query}","__proto__":{"x":1}}`],
])("a POST of %s is refused", async (_, body) => {
  expectMistake(await typed("application/json", body), log);
});

test("a POST without a body is refused", async () => {
  expectMistake(await send({ method: "POST", headers: preflight }), log);
});

test.each([
  ["text/plain"],
  ["application/graphql"],
  ["application/xml"],
  ["application/x-www-form-urlencoded"],
  ["multipart/form-data; boundary=x"],
  ["application/ and 5,000 characters", `application/${"x".repeat(5_000)}`],
])("a POST of the content type %s is refused", async (name, type = name) => {
  const body = type.endsWith("urlencoded") ? new URLSearchParams({ query }).toString() : JSON.stringify({ query });
  const answer = await send({ body, headers: { "content-type": type, ...preflight } });
  expectMistake(answer, log, 415);
  expect(answer.text.length).toBeLessThan(500);
});

test("a body of 64 KB is accepted, and a larger one gets 413", async () => {
  const sized = (bytes: number) => typed("application/json", JSON.stringify({ query }).padEnd(bytes));
  expect(await sized(65_536)).toMatchObject(viewer());
  expectMistake(await sized(65_537), log, 413);
});

test.each(["PUT", "DELETE", "PATCH"])("%s is not allowed, with a body or without", async (method) => {
  for (const body of [undefined, { query }, `<a/>`]) {
    const headers: Record<string, string> = typeof body === "string" ? { "content-type": "text/xml" } : {};
    const answer = await send({ method, body, headers });
    expectMistake(answer, log, 405);
    expect(answer.headers.get("allow")).toBe("GET, POST");
  }
});

test("a subscription by POST is refused", async () => {
  expectMistake(await send({ body: { query: subscription } }), log);
  expectMistake(await send({ body: { query: subscription }, headers: { accept: "text/event-stream" } }), log, 406);
});
