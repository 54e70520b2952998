import { createHttp } from "../../src/http";
import { createMetrics } from "../../src/metrics";
import { ask } from "../support/ask";
import { openWorld, type World } from "../support/world";
import { getAsWritten } from "./get-as-written";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test("/healthz and /readyz answer without a token", async () => {
  expect(await ask(world.url, { path: "/healthz" })).toMatchObject({ status: 200, text: '{"status":"alive"}' });
  expect(await ask(world.url, { path: "/readyz" })).toMatchObject({ status: 200, text: '{"status":"ready"}' });
  expect((await ask(world.url, { path: "/healthz", method: "HEAD" })).status).toBe(200);
});

test("a request that has not arrived within a minute is given up", async () => {
  const { log } = world.app.services;
  const state = { isReady: async () => true, standing: async () => null };
  const options = { log, metrics: createMetrics(), corsOrigins: [], trustedProxies: [], ...state };
  const { server } = await createHttp(options);
  expect(server.requestTimeout).toBe(60_000);
});

test("/metrics is Prometheus text and counts requests by method and status", async () => {
  const token = await world.simulator.token((await world.account()).owner);
  const counted = async (status: number) => {
    const { text } = await ask(world.url, { path: "/metrics" });
    const line = `http_request_duration_seconds_count{method="POST",status="${status}"} `;
    return Number(
      text
        .split("\n")
        .find((one) => one.startsWith(line))
        ?.slice(line.length) ?? 0,
    );
  };
  const before = [await counted(200), await counted(401)];
  for (const one of [token, token, null]) await ask(world.url, { body: { query: "{ viewer { email } }" }, token: one });
  expect([await counted(200), await counted(401)]).toEqual([before[0]! + 2, before[1]! + 1]);

  const { status, headers, text } = await ask(world.url, { path: "/metrics" });
  expect(status).toBe(200);
  expect(headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(text).toMatch(/^# HELP process_cpu_seconds_total /m);
  expect(text).toMatch(/^# TYPE upstream_call_duration_seconds histogram$/m);
});

test.each([
  ["GET", "/nowhere"],
  ["GET", "/graphqls"],
  ["GET", "/graphql/x"],
  ["POST", "/healthz"],
  ["POST", "/Graphql"],
  ["GET", "//graphql"],
])("%s %s returns 404", async (method, path) => {
  const { status, code, data } = await ask(world.url, { method, path, ...(method === "POST" ? { body: {} } : {}) });
  expect({ status, code, data }).toEqual({ status: 404, code: "BAD_USER_INPUT", data: undefined });
});

test.each(["/../etc/passwd", "/%2e%2e/etc/passwd", "/healthz/../../etc/passwd"])(
  "the raw path %s returns 404",
  async (path) => {
    const { status, text } = await getAsWritten(world.url, path);
    expect(status).toBe(404);
    expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: "BAD_USER_INPUT" } }] });
  },
);

test("in development, CORS allows the hosted Apollo Sandbox and no unknown origin", async () => {
  const allowed = async (origin: string) =>
    (await ask(world.url, { path: "/healthz", headers: { origin } })).headers.get("access-control-allow-origin");
  expect(await allowed("https://elsewhere.example")).toBeNull();
  expect(await allowed("https://studio.apollographql.com")).toBe("https://studio.apollographql.com");
});
