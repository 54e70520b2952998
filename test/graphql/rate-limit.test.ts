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
// Whatever a test has used up is there again for the next one.
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

test("so many requests are answered at once, and the next one is told when to come again", async () => {
  const { token } = await someone();
  const send = () => ask(world.url, { token, body: { query } });
  expect(await times(perMinute, send)).toEqual(ok(perMinute));
  const { status, code, data, headers } = await send();
  expect({ status, code, data }).toEqual({ status: 429, code: "RATE_LIMITED", data: undefined });
  expect(headers.get("retry-after")).toBe(String(secondsEach));
});

test("whoever comes again when told to is answered, once", async () => {
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

test("people are told apart by who they are, not by token or address", async () => {
  const [one, other] = [await someone(), await someone()];
  const again = await world.simulator.token(one.made.owner, { expiresIn: 600 });
  await times(perMinute, () => ask(world.url, { token: one.token, body: { query } }));
  expect((await ask(world.url, { token: again, body: { query } })).status).toBe(429);
  expect((await ask(world.url, { token: other.token, body: { query } })).status).toBe(200);
});

test("who shows no good token is told apart by address, behind a proxy that is trusted as well", async () => {
  const from = (address: string, token: string | null) =>
    ask(world.url, { token, body: { query: "{ __typename }" }, headers: { "x-forwarded-for": address } });
  expect(await times(3, () => from("192.0.2.1", null))).toEqual(ok(3));
  expect(await times(4, () => from("192.0.2.1", "bad"))).toEqual([401, 401, 401, 429]);
  expect((await from("192.0.2.1", null)).status).toBe(429);
  expect((await from("192.0.2.2", null)).status).toBe(200);
  const { token } = await someone();
  expect((await from("192.0.2.1", token)).status).toBe(200);
});

test("whoever has a whole network of IPv6 has one rate, and an IPv4 address written as IPv6 is itself", async () => {
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

test("however many addresses come, nobody's own rate is forgotten", () => {
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

test("subscriptions count as well, and so does the connection that they come by", async () => {
  const { token } = await someone();
  await times(perMinute - 1, () => ask(world.url, { token, body: { query } }));
  const errors = await subscribe(world.url, token, {
    query: 'subscription { accountActivity(accountId: "x") { cursor } }',
  });
  expect(errors).toMatchObject([{ extensions: { code: "RATE_LIMITED" } }]);
});

test("connections count with the requests of their person, or of their address without a good token", async () => {
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

test("health is always told", async () => {
  expect(await times(perMinute + 3, () => ask(world.url, { path: "/readyz" }))).toEqual(ok(perMinute + 3));
});
