import { createRateLimit } from "../../src/graphql/rate-limit";
import { ask } from "../support/ask";
import { knock, subscribe } from "../support/follow";
import { openWorld, type World } from "../support/world";

const perMinute = 6;
const secondsEach = 60 / perMinute;
let world: World;
beforeAll(async () => {
  world = await openWorld({ env: { REQUESTS_PER_MINUTE: String(perMinute), TRUSTED_PROXIES: "127.0.0.1, ::1" } });
});
afterAll(() => world.close());
// Refills every bucket for the next test.
afterEach(() => world.clock.advance(60_000));

const someone = async () => {
  const made = await world.account();
  return { made, token: await world.simulator.token(made.owner) };
};
const query = "{ viewer { email } }";
const times = async (count: number, send: () => Promise<{ status: number }>) => {
  const statuses: number[] = [];
  for (let n = 0; n < count; n++) statuses.push((await send()).status);
  return statuses;
};
const ok = (count: number) => Array<number>(count).fill(200);

test("requests up to the limit are answered, and the next one gets 429 with Retry-After", async () => {
  const { token } = await someone();
  const send = () => ask(world.url, { token, body: { query } });
  expect(await times(perMinute, send)).toEqual(ok(perMinute));
  const { status, code, data, headers } = await send();
  expect({ status, code, data }).toEqual({ status: 429, code: "RATE_LIMITED", data: undefined });
  expect(headers.get("retry-after")).toBe(String(secondsEach));
});

test("one more request is answered for each Retry-After interval that has passed", async () => {
  const { token } = await someone();
  const send = () => ask(world.url, { token, body: { query } });
  await times(perMinute + 1, send);
  world.clock.advance(secondsEach * 1_000 - 1);
  expect((await send()).headers.get("retry-after")).toBe("1");
  world.clock.advance(1);
  expect(await times(2, send)).toEqual([200, 429]);
  world.clock.advance(3 * secondsEach * 1_000);
  expect(await times(4, send)).toEqual([...ok(3), 429]);
});

test("the limit is per person, not per token or address", async () => {
  const [one, other] = [await someone(), await someone()];
  const again = await world.simulator.token(one.made.owner, { expiresIn: 43_200 });
  await times(perMinute, () => ask(world.url, { token: one.token, body: { query } }));
  expect((await ask(world.url, { token: again, body: { query } })).status).toBe(429);
  expect((await ask(world.url, { token: other.token, body: { query } })).status).toBe(200);
});

test("without a valid token the limit is per address, as forwarded by a trusted proxy", async () => {
  const from = (address: string, token: string | null) =>
    ask(world.url, { token, body: { query: "{ __typename }" }, headers: { "x-forwarded-for": address } });
  expect(await times(3, () => from("192.0.2.1", null))).toEqual(ok(3));
  expect(await times(4, () => from("192.0.2.1", "bad"))).toEqual([401, 401, 401, 429]);
  expect((await from("192.0.2.1", null)).status).toBe(429);
  expect((await from("192.0.2.2", null)).status).toBe(200);
  const { token } = await someone();
  expect((await from("192.0.2.1", token)).status).toBe(200);
});

test("an IPv6 /64 shares one limit, and an IPv4-mapped address counts as its IPv4 address", async () => {
  const from = async (address: string) => {
    const headers = { "x-forwarded-for": address };
    return (await ask(world.url, { token: "bad", body: { query }, headers })).status;
  };
  for (let n = 1; n <= perMinute; n++) expect(await from(`2001:db8:0:1:${n}::${n}`)).toBe(401);
  expect(await from("2001:0db8::1:ffff:0:0:1")).toBe(429);
  expect(await from("2001:db8:0:2::1")).toBe(401);
  for (let n = 1; n <= perMinute; n++) expect(await from("::ffff:192.0.2.6")).toBe(401);
  expect(await from("192.0.2.6")).toBe(429);
  expect(await from("::ffff:192.0.2.7")).toBe(401);
});

test("a flood of addresses does not reset a person's limit", () => {
  const rates = createRateLimit(1, world.clock);
  rates.take("someone");
  for (let n = 0; n < 20_001; n++) rates.takeFrom(`10.0.${n >> 8}.${n & 255}`);
  expect(() => rates.take("someone")).toThrow("Too many requests");
});

test("a clock that is set back makes nobody wait", () => {
  let now = 3_600_000;
  const rates = createRateLimit(2, { now: () => now });
  rates.take("someone");
  now = 0;
  rates.take("someone");
  expect(() => rates.take("someone")).toThrow("Too many requests: try again in 30 s.");
  now = 30_000;
  rates.take("someone");
});

test("a subscription and its connection count as one request each", async () => {
  const { token } = await someone();
  await times(perMinute - 1, () => ask(world.url, { token, body: { query } }));
  const errors = await subscribe(world.url, token, {
    query: 'subscription { accountActivity(accountId: "x") { cursor } }',
  });
  expect(errors).toMatchObject([{ extensions: { code: "RATE_LIMITED" } }]);
});

test("a connection counts as a request of its person, or of its address without a valid token", async () => {
  const { made, token } = await someone();
  const expired = await world.simulator.token(made.owner, { expiresIn: -10 });
  const from = (address: string, bearer: string) => knock(world.url, bearer, { "x-forwarded-for": address });
  expect(await times(perMinute - 1, () => from("192.0.2.3", "bad"))).toEqual(Array(perMinute - 1).fill(4401));
  expect(await times(2, () => from("192.0.2.3", expired))).toEqual([4403, 1013]);
  const headers = { "x-forwarded-for": "192.0.2.3" };
  expect((await ask(world.url, { token: "bad", body: { query }, headers })).status).toBe(429);
  expect((await from("192.0.2.4", "bad")).status).toBe(4401);

  expect(await times(perMinute, () => from("192.0.2.3", token))).toEqual(Array(perMinute).fill(1000));
  expect((await from("192.0.2.5", token)).status).toBe(1013);
  expect((await ask(world.url, { token, body: { query } })).status).toBe(429);
});

test("/readyz is not limited", async () => {
  expect(await times(perMinute + 3, () => ask(world.url, { path: "/readyz" }))).toEqual(ok(perMinute + 3));
});
