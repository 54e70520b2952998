import { ask } from "../support/ask";
import { logLines } from "../support/log-lines";
import { openWorld, type World } from "../support/world";
import { enrolBy, expectMistake } from "./questions";

const log = logLines();
let world: World;
let token: string;
beforeAll(async () => {
  world = await openWorld({ env: { LOG_LEVEL: "warn" }, logTo: log });
  token = await world.simulator.token((await world.account()).owner);
});
afterAll(() => world.close());

const long = "x".repeat(50_000);

test.each<[string, object]>([
  ["a field name", { query: `{ ${long} }` }],
  ["an argument name", { query: `{ viewer { accounts(${long}: 1) { totalCount } } }` }],
  ["a type name", { query: `query ($x: ${long}) { viewer { email } }` }],
  ["a directive name", { query: `{ viewer @${long} { email } }` }],
  ["a fragment name", { query: `{ viewer { ...${long} } }` }],
  ["an operation name", { query: "{ viewer { email } }", operationName: long }],
  ["a string where a number belongs", { query: `{ viewer { accounts(first: "${long}") { totalCount } } }` }],
  ["an unexpected name", { query: `{ viewer { email } } ${long}` }],
  ["an unclosed string", { query: `{ node(id: "${long}) { id } }` }],
  [
    "a variable value",
    { query: "query ($n: Int) { viewer { accounts(first: $n) { totalCount } } }", variables: { n: long } },
  ],
  [
    "an enum value",
    {
      query: "query ($f: AccountFilter) { viewer { accounts(filter: $f) { totalCount } } }",
      variables: { f: { status: [long] } },
    },
  ],
  ["an input field name", { query: enrolBy, variables: { by: { [long]: 1 } } }],
  [
    "a list of input fields",
    { query: enrolBy, variables: { by: Object.fromEntries(Array.from({ length: 3_000 }, (_, i) => [`x${i}`, i])) } },
  ],
])("the error for %s that is too long does not echo all of it", async (_, body) => {
  const answer = await ask(world.url, { body, token });
  expectMistake(answer, log);
  expect(answer.text.length).toBeLessThan(3_000);
});

test.each([
  ["an unknown path", `/${long.slice(0, 10_000)}`],
  ["a path with invalid UTF-8", `/%E0%A4%A${long.slice(0, 10_000)}`],
])("the error for %s does not echo it", async (_, path) => {
  const answer = await ask(world.url, { path });
  expect([400, 404]).toContain(answer.status);
  expect(answer.code).toBe("BAD_USER_INPUT");
  expect(answer.text.length).toBeLessThan(500);
});

test("at most five errors are returned", async () => {
  const unknown = `{ viewer { ${Array.from({ length: 90 }, (_, i) => `unknown${i}`).join(" ")} } }`;
  const variables = { ids: Array.from({ length: 40 }, () => ({})) };
  const pages = `{ viewer { ${Array.from({ length: 20 }, (_, i) => `a${i}: accounts(first: -1) { totalCount }`).join(" ")} } }`;
  const bodies = [
    { query: unknown },
    { query: "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", variables },
    {
      query: `{ ${Array.from({ length: 20 }, (_, i) => `a${i}: nodes(ids: ["x"]) { ... on Account { unknown${i} } }`).join(" ")} }`,
    },
  ];
  for (const body of bodies) {
    const answer = await ask(world.url, { body, token });
    expectMistake(answer, log);
    expect(answer.errors).toHaveLength(5);
  }
  expect((await ask(world.url, { body: { query: pages }, token })).errors).toHaveLength(1);
});
