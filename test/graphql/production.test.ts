import { getIntrospectionQuery } from "graphql";
import { ask } from "../support/ask";
import { openWorld, type World } from "../support/world";

let world: World;
let token: string;
let email: string;
beforeAll(async () => {
  world = await openWorld({ env: { NODE_ENV: "production", CORS_ORIGINS: "https://partner.example" } });
  ({ owner: email } = await world.account());
  token = await world.simulator.token(email);
});
afterAll(() => world.close());

test("a query with __typename is answered", async () => {
  expect(await ask(world.url, { body: { query: "{ viewer { __typename email } }" }, token })).toMatchObject({
    status: 200,
    data: { viewer: { __typename: "Viewer", email } },
  });
});

test.each([
  ["the whole schema", getIntrospectionQuery()],
  ["one type", '{ __type(name: "Viewer") { name } }'],
  ["the schema under an alias", "{ viewer: __schema { queryType { name } } }"],
  ["the schema in a fragment", "{ ...F } fragment F on Query { __schema { queryType { name } } }"],
])("introspection of %s is refused", async (_, query) => {
  const answer = await ask(world.url, { body: { query }, token });
  expect(answer).toMatchObject({ status: 400, data: undefined, code: "BAD_USER_INPUT" });
  expect(answer.text).not.toContain("queryType");
});

test.each([
  ["__typename", "{ __typename }"],
  ["the whole schema", getIntrospectionQuery()],
  ["what does not exist", "{ nothing }"],
  ["what is no query", "{"],
  ["what is costly to validate", `{ ${"viewer { email } ".repeat(490)} }`],
])("without a token, %s is refused before it is read", async (_, query) => {
  const { status, code, errors } = await ask(world.url, { body: { query } });
  expect({ status, code }).toEqual({ status: 401, code: "UNAUTHENTICATED" });
  expect(errors).toHaveLength(1);
});

test("neither the explorer page nor Altair is served", async () => {
  for (const accept of ["text/html", "text/html,application/xhtml+xml,*/*;q=0.8"]) {
    const { status, text } = await ask(world.url, { headers: { accept } });
    expect(status).toBe(400);
    expect(text).not.toMatch(/<html/i);
  }
  for (const path of ["/altair", "/altair/", "/altair/main.js", "/altair/options.js"])
    expect((await ask(world.url, { path })).status).toBe(404);
});

const filter = "query ($f: AccountFilter) { viewer { accounts(filter: $f) { totalCount } } }";
test.each<[string, string, object]>([
  ["a field", "email", { query: "{ viewer { emial } }" }],
  ["an argument", "first", { query: "{ viewer { accounts(frist: 1) { totalCount } } }" }],
  ["a type", "AccountFilter", { query: "query ($f: AcountFilter) { viewer { email } }" }],
  ["an enum value", "OWNER", { query: "{ viewer { accounts(filter: { awaiting: OWNR }) { totalCount } } }" }],
  ["an enum value in a variable", "OWNER", { query: filter, variables: { f: { awaiting: "OWNR" } } }],
  ["a type in a fragment", "Viewer", { query: "{ viewer { ...F } } fragment F on Viewr { email }" }],
  ["an input field", "awaiting", { query: "{ viewer { accounts(filter: { awaitng: OWNER }) { totalCount } } }" }],
  ["an input field in a variable", "awaiting", { query: filter, variables: { f: { awaitng: "OWNER" } } }],
])("the error for %s that is mistyped has no suggestion", async (_, meant, body) => {
  const { status, code, text } = await ask(world.url, { body, token });
  expect({ status, code }).toEqual({ status: 400, code: "BAD_USER_INPUT" });
  expect(text).not.toMatch(/did you mean/i);
  expect(text).not.toMatch(new RegExp(`\\b${meant}\\b`));
});

test("the error for an object without a selection has no example", async () => {
  const { errors } = await ask(world.url, { body: { query: "{ viewer }" }, token });
  expect(errors).toMatchObject([{ message: 'Field "viewer" of type "Viewer!" must have a selection of subfields.' }]);
});

test("a string that repeats the words of a suggestion is refused, and echoed only in part", async () => {
  const suggesting = " Did you mean '".repeat(2_300);
  for (const text of [`<'${suggesting}${"\x7f".repeat(15_000)}`, `${suggesting}?`, `${suggesting}?\n`]) {
    const body = { query: `{ viewer { accounts(first: ${JSON.stringify(text)}) { totalCount } } }` };
    const { status, code, errors } = await ask(world.url, { body, token });
    expect({ status, code }).toEqual({ status: 400, code: "BAD_USER_INPUT" });
    const [{ message }] = errors as [{ message: string }];
    expect(message).toMatch(/^Int cannot represent non-integer value: /);
    expect(message.length).toBeLessThanOrEqual(301);
  }
});

test("a client's value that looks like a suggestion is not cut from the message", async () => {
  const awaiting = " Did you mean this? OWNR";
  const { errors } = await ask(world.url, { body: { query: filter, variables: { f: { awaiting } } }, token });
  expect(errors).toMatchObject([
    {
      message: expect.stringMatching(
        /"f.awaiting"; Value " Did you mean this\? OWNR" does not exist in "Party" enum\.$/,
      ),
    },
  ]);
});

test("CORS allows only the configured origins", async () => {
  const asked = { "access-control-request-method": "POST", "access-control-request-headers": "authorization" };
  const allowed = async (origin: string) =>
    (await ask(world.url, { method: "OPTIONS", headers: { origin, ...asked } })).headers.get(
      "access-control-allow-origin",
    );
  expect(await allowed("https://partner.example")).toBe("https://partner.example");
  expect(await allowed("https://elsewhere.example")).toBeNull();
  expect(await allowed("https://studio.apollographql.com")).toBeNull();
});
