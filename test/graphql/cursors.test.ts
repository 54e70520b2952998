import { ask } from "../support/ask";
import type { MadeAccount } from "../support/accounts";
import { logLines } from "../support/log-lines";
import { openWorld, type World } from "../support/world";

const log = logLines();
let world: World;
let made: MadeAccount;
let token: string;
beforeAll(async () => {
  world = await openWorld({ env: { LOG_LEVEL: "warn" }, logTo: log });
  made = await world.account();
  token = await world.simulator.token(made.owner);
});
afterAll(() => world.close());

const lists = {
  accounts:
    "query ($id: String!, $after: String) { account(publisherId: $id) { id } viewer { accounts(after: $after) { nodes { id } } } }",
  users: "query ($id: String!, $after: String) { account(publisherId: $id) { users(after: $after) { nodes { id } } } }",
  timeline:
    "query ($id: String!, $after: String) { account(publisherId: $id) { timeline(after: $after) { nodes { id } } } }",
};
/** The content of cursors that this service did not make, or made for another list. */
const places: unknown[] = [
  ...[[], ["a"], ["a", "b"], ["a", "b", "c"], [1], [1.5], [-1], [null], [["a"]], [{}]],
  ...[{}, "a", null, 1, ["a".repeat(5_000)]],
];
const isNumber = (place: unknown) =>
  !Array.isArray(place) || typeof place[0] === "number" || typeof place[0] === "object";
const cases = Object.entries(lists).flatMap(([list, query]) =>
  places.filter((place) => list !== "timeline" || isNumber(place)).map((place) => [list, place, query] as const),
);

test.each(cases)("%s after a cursor of %j returns a page or BAD_USER_INPUT, never a fault", async (_, place, query) => {
  const after = Buffer.from(JSON.stringify(place)).toString("base64url");
  const { status, errors } = await ask(world.url, {
    body: { query, variables: { id: made.publisherId, after } },
    token,
  });
  expect(status).toBe(200);
  expect(errors.map((error) => error.extensions!["code"])).toEqual(errors.map(() => "BAD_USER_INPUT"));
  expect(log.take()).toBe("");
});
