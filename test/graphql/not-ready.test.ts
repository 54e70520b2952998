import { pino } from "pino";
import { createApp, type App } from "../../src/app";
import { readConfig } from "../../src/config";
import { ask } from "../support/ask";
import { startFakeIssuer, type FakeIssuer } from "../support/fake-issuer";
import { lateDatabase, type LateDatabase } from "../support/late-database";
import { logLines, type LogLines } from "../support/log-lines";

let issuer: FakeIssuer;
let database: LateDatabase;
let log: LogLines;
let app: App;
let url: string;
let stop: () => Promise<void>;
beforeAll(async () => {
  issuer = await startFakeIssuer();
});
afterAll(() => issuer.stop());
beforeEach(async () => {
  database = await lateDatabase();
  log = logLines();
});
afterEach(async () => {
  await stop();
  issuer.down(false);
  await database.drop();
});

async function start(env: Record<string, string> = {}): Promise<void> {
  const nowhere = "http://127.0.0.1:9";
  const config = readConfig({
    ...{ NODE_ENV: "development", PORT: "0", ROLE: "web", DATABASE_URL: database.url, ENTRA_URL: issuer.url },
    ...{ GRAPH_URL: nowhere, PARTNER_CENTER_URL: nowhere, CPP_URL: nowhere, SMTP_URL: "smtp://127.0.0.1:9" },
    ...{ CLIENT_ID: "id", CLIENT_SECRET: "secret", CODE_SECRET: "c".repeat(32) },
    HOME_TENANT_ID: "11111111-1111-4111-8111-111111111111",
    ...env,
  });
  app = await createApp(config, pino({ level: "error" }, log));
  url = await app.start();
  let stopped: Promise<void> | undefined;
  stop = () => (stopped ??= app.stop());
}

const readiness = async () => (await ask(url, { path: "/readyz" })).status;
/** Whether the metrics say that the service is ready, and how many jobs of a kind are due, if they know. */
const metrics = async () => {
  const { text } = await ask(url, { path: "/metrics" });
  const lines = text.matchAll(/^(service_ready|jobs_due)(?:\{kind="adopt@1"\})? (\d+)$/gm);
  return Object.fromEntries([...lines].map(([, name, value]) => [name!, Number(value)]));
};
const schemaName = { query: "{ __schema { queryType { name } } }" };
const preflight = { "apollo-require-preflight": "true" };
const missing = (what: string) => ({
  level: 50,
  msg: `the ${what} does not answer; the service keeps trying and is not ready`,
});

test("without its database the service is alive but not ready, and serves once the database is there", async () => {
  await start();
  expect((await ask(url, { path: "/healthz" })).status).toBe(200);
  expect(await metrics()).toEqual({ service_ready: 0 });
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
  for (const line of log.lines()) expect(line).toMatchObject(missing("database"));
  expect(await readiness()).toBe(503);

  await database.appear();
  await app.ready();
  expect(await readiness()).toBe(200);
  expect(await metrics()).toEqual({ service_ready: 1, jobs_due: 0 });
  expect(await ask(url, { body: schemaName })).toMatchObject({ status: 200, errors: [] });

  // A later outage, where the database can vanish.
  if (!database.vanish) return;
  database.vanish();
  expect(await readiness()).toBe(503);
  expect(await metrics()).toEqual({ service_ready: 0 });
  expect((await ask(url, { path: "/healthz" })).status).toBe(200);
  await database.appear();
  expect(await readiness()).toBe(200);
});

test("in production there is no page that could be shown before it is ready: browsers are told so as well", async () => {
  await start({ NODE_ENV: "production" });
  const headers = { ...preflight, accept: "text/html" };
  for (const path of ["/graphql", `/graphql?${new URLSearchParams({ query: "{ __typename }" })}`])
    expect(await ask(url, { path, headers })).toMatchObject({ status: 503, code: "INTERNAL_SERVER_ERROR" });
});

test("the service is not ready before it has the token issuer's keys, and stays ready once it has", async () => {
  await database.appear();
  issuer.down(true);
  await start();
  await log.heard(2);
  for (const line of log.lines()) expect(line).toMatchObject(missing("token issuer"));
  expect(await readiness()).toBe(503);
  expect((await ask(url, { body: schemaName })).status).toBe(503);

  issuer.down(false);
  await app.ready();
  expect(await readiness()).toBe(200);
  issuer.down(true);
  expect(await readiness()).toBe(200);
});

test("a database that answers but whose tables cannot be read does not make the service ready", async () => {
  await database.appear();
  await start();
  await app.ready();
  const { reader } = app.services.database;
  await reader.query("ALTER TABLE revision RENAME TO away");
  expect(await readiness()).toBe(503);
  await reader.query("ALTER TABLE away RENAME TO revision");
  expect(await readiness()).toBe(200);
});

test("the service can be stopped while it waits for its database", async () => {
  await start();
  await log.heard(1);
  await stop();
  await expect(ask(url, { path: "/healthz" })).rejects.toThrow();
});
