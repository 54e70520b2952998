import { pino } from "pino";
import { createApp, type App } from "../../src/app";
import { readConfig } from "../../src/config";
import { ask } from "../support/ask";
import { startFakeIssuer, type FakeIssuer } from "../support/fake-issuer";
import { lateDatabase, type LateDatabase } from "../support/late-database";
import { logLines, type LogLines } from "../support/log-lines";

let database: LateDatabase;
let issuer: FakeIssuer;
let log: LogLines;
let app: App;
let url: string;
let stop: () => Promise<void>;
let startApp: () => Promise<{ app: App; url: string; stop: () => Promise<void> }>;
beforeEach(async () => {
  database = await lateDatabase();
  issuer = await startFakeIssuer();
  log = logLines();
  const nowhere = "http://127.0.0.1:9";
  const config = readConfig({
    ...{ NODE_ENV: "development", PORT: "0", ROLE: "web", DATABASE_URL: database.url },
    ...{ ENTRA_URL: issuer.url, GRAPH_URL: nowhere, PARTNER_CENTER_URL: nowhere, CPP_URL: nowhere },
    ...{ SMTP_URL: "smtp://127.0.0.1:9", CLIENT_ID: "id", CLIENT_SECRET: "secret", CODE_SECRET: "c".repeat(32) },
    HOME_TENANT_ID: "11111111-1111-4111-8111-111111111111",
  });
  startApp = async () => {
    const started = await createApp(config, pino({ level: "error" }, log));
    let stopped: Promise<void> | undefined;
    return { app: started, url: await started.start(), stop: () => (stopped ??= started.stop()) };
  };
  ({ app, url, stop } = await startApp());
});
afterEach(async () => {
  await stop();
  await issuer.stop();
  await database.drop();
});

const readiness = async () => (await ask(url, { path: "/readyz" })).status;
const schemaName = { query: "{ __schema { queryType { name } } }" };
const preflight = { "apollo-require-preflight": "true" };

test("without its database the service lives, says so everywhere, keeps trying, and serves once it is there", async () => {
  expect((await ask(url, { path: "/healthz" })).status).toBe(200);
  expect((await ask(url, { path: "/metrics" })).status).toBe(200);
  expect(await ask(url, { path: "/readyz" })).toMatchObject({ status: 503, text: '{"status":"not ready"}' });

  const path = `/graphql?${new URLSearchParams(schemaName)}`;
  for (const request of [
    { body: schemaName },
    { body: schemaName, headers: { accept: "text/html, */*" } },
    { body: schemaName, token: "anything" },
    { path, headers: preflight },
  ]) {
    const { status, code, data, headers } = await ask(url, request);
    expect({ status, code, data }).toEqual({ status: 503, code: "INTERNAL_SERVER_ERROR", data: undefined });
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
  }
  expect((await ask(url, { headers: { accept: "text/html" } })).status).toBe(200);

  await log.heard(3);
  for (const line of log.lines())
    expect(line).toMatchObject({
      level: 50,
      msg: "the database does not answer; the service keeps trying and is not ready",
    });
  expect(await readiness()).toBe(503);

  await database.appear();
  await app.ready();
  expect(await readiness()).toBe(200);
  expect(await ask(url, { body: schemaName })).toMatchObject({ status: 200, errors: [] });

  // Where it can be had: an outage later on.
  if (!database.vanish) return;
  database.vanish();
  expect(await readiness()).toBe(503);
  expect((await ask(url, { path: "/healthz" })).status).toBe(200);
  await database.appear();
  expect(await readiness()).toBe(200);
});

test("without the token issuer it is not ready either: nobody could be let in", async () => {
  issuer.down(true);
  await database.appear();
  await stop();
  const before = log.lines().length;
  ({ app, url, stop } = await startApp());
  await log.heard(before + 1);
  expect(log.lines().at(-1)).toMatchObject({
    msg: "the token issuer does not answer; the service keeps trying and is not ready",
  });
  expect(await readiness()).toBe(503);
  issuer.down(false);
  await app.ready();
  expect(await readiness()).toBe(200);
});

test("it can be stopped while it still waits for its database", async () => {
  await log.heard(1);
  await stop();
  await expect(ask(url, { path: "/healthz" })).rejects.toThrow();
});
