import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createDatabase } from "../../src/database/database";
import { built } from "../support/built";
import { freePorts } from "../support/free-ports";
import { until } from "../support/until";

const main = join(__dirname, "../../dist/src/main.js");
const empty = mkdtempSync(join(tmpdir(), "process-"));

beforeAll(built);
afterAll(() => rmSync(empty, { recursive: true }));

function run(env: Record<string, string>, ...args: string[]) {
  const { PATH = "" } = process.env;
  const options = { cwd: empty, env: { PATH, ...env }, encoding: "utf8", timeout: 20_000 } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], options);
  return { status, stdout, stderr };
}

const secrets = { CLIENT_SECRET: "hunter2", CODE_SECRET: "hunter2", SMTP_URL: "smpt://u:hunter2@mail.example" };

test("an invalid environment stops the service with one message listing every fault, without secrets", () => {
  const { status, stdout, stderr } = run({ ...secrets, PORT: "http", NODE_ENV: "production" });
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr.trimEnd().split("\n")).toEqual([
    "The environment is not usable:",
    expect.stringMatching(/^ {2}PORT: /),
    "  CLIENT_ID: is required",
    "  HOME_TENANT_ID: is required",
    expect.stringMatching(/^ {2}SMTP_URL: /),
    expect.stringMatching(/^ {2}CODE_SECRET: must be at least 32 characters/),
    "See .env.example.",
  ]);
  expect(stderr).not.toContain("hunter2");
});

test.each(["migrate", "toString", "__proto__"])("the unknown command %s is met with those that there are", (name) => {
  const { status, stdout, stderr } = run({}, name);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toMatch(new RegExp(`^There is no command ${name}: use .*\\bserve\\b.*\\.\n$`));
});

/** An environment with which the service starts, though it never becomes ready. */
const lonely = {
  ...{ PATH: process.env.PATH, PORT: "0", DATABASE_URL: `sqlite:${join(empty, "no-folder", "x.sqlite")}` },
  ...{ CLIENT_ID: "id", CLIENT_SECRET: "secret", CODE_SECRET: "c".repeat(32), SMTP_URL: "smtp://127.0.0.1:9" },
  ...{ HOME_TENANT_ID: "11111111-1111-4111-8111-111111111111", ENTRA_URL: "http://127.0.0.1:9" },
};

test("a service that is told to stop before it is ready does not say that it is", async () => {
  const child = spawn(process.execPath, [main], { cwd: empty, env: lonely });
  const ended = once(child, "exit");
  const said: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    const { msg } = JSON.parse(line) as { msg: string };
    said.push(msg);
    if (msg.startsWith("the token issuer does not answer") && !child.killed) child.kill("SIGTERM");
  }
  expect(await ended).toEqual([0, null]);
  expect(said).toContain("stopping: finishing the requests and jobs in flight");
  expect(said).not.toContain("ready");
});

test("a service whose log cannot be written answers all the same, and stops when it is told to", async () => {
  // As on a full disk: the first line and every one after it fails.
  const unwritable = openSync(__filename, "r");
  const port = await freePorts(1);
  const env = { ...lonely, PORT: String(port) };
  const child = spawn(process.execPath, [main], { cwd: empty, env, stdio: ["ignore", unwritable, "inherit"] });
  closeSync(unwritable);
  const ended = once(child, "exit");
  try {
    const alive = () => fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(2_000) });
    await until(() =>
      alive().then(
        ({ status }) => status === 200,
        () => false,
      ),
    );
    for (let i = 0; i < 5; i++) expect((await alive()).status).toBe(200);
    child.kill("SIGTERM");
    expect(await ended).toEqual([0, null]);
  } finally {
    child.kill("SIGKILL");
  }
});

test("a service whose log is a pipe that nobody reads answers all the same, and stops when it is told to", async () => {
  const port = await freePorts(1);
  const env = { ...lonely, PORT: String(port), LOG_LEVEL: "debug" };
  const child = spawn(process.execPath, [main], { cwd: empty, env, stdio: ["ignore", "pipe", "inherit"] });
  child.stdout.pause();
  const ended = once(child, "exit");
  // Each request leaves a line of ten kilobytes in the log: together they are more than a pipe holds.
  const ask = () => fetch(`http://127.0.0.1:${port}/${"x".repeat(10_000)}`, { signal: AbortSignal.timeout(2_000) });
  try {
    await until(() =>
      ask().then(
        ({ status }) => status === 404,
        () => false,
      ),
    );
    for (let i = 0; i < 50; i++) expect((await ask()).status).toBe(404);
    child.kill("SIGTERM");
    expect(await ended).toEqual([0, null]);
  } finally {
    child.kill("SIGKILL");
  }
});

test("import without a file exits with 2 and prints its usage", () => {
  const { status, stderr } = run({}, "import");
  expect({ status, stderr }).toEqual({ status: 2, stderr: "Usage: npm run import -- FILE\n" });
});

test.each([
  [["export-person"], "export-person -- EMAIL"],
  [["erase-person", "nobody"], "erase-person -- EMAIL [--closed PUBLISHER_ID]..."],
  [["erase-person", "anna@contoso.com", "--closed"], "erase-person -- EMAIL [--closed PUBLISHER_ID]..."],
  [["erase-person", "anna@contoso.com", "contoso"], "erase-person -- EMAIL [--closed PUBLISHER_ID]..."],
])("%j exits with 2 and prints its usage", (args, usage) => {
  const { status, stderr } = run({}, ...args);
  expect({ status, stderr }).toEqual({ status: 2, stderr: `Usage: npm run ${usage}\n` });
});

test.each([["import", "accounts.ndjson"], ["reconcile"], ["erase-person", "anna@contoso.com"]])(
  "an invalid environment makes %s exit with 2, since 1 means that something was found",
  (...args) => {
    const { status, stderr } = run({ DATABASE_URL: "hunter2" }, ...args);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^The environment is not usable:\n(?: {2}.*\n)* {2}DATABASE_URL: must be /);
    expect(stderr).not.toMatch(/hunter2|at .*\.js/);
  },
);

test("a database error during a command makes it exit with 2", async () => {
  const DATABASE_URL = `sqlite:${join(empty, "accounts.sqlite")}`;
  const command = ["erase-person", "anna@contoso.com"];
  expect(run({ DATABASE_URL }, ...command)).toMatchObject({ status: 0 });
  const database = createDatabase(DATABASE_URL);
  await database.open();
  await database.write((tx) => tx.query("ALTER TABLE idempotency_record RENAME TO gone"));
  await database.close();
  const { status, stderr } = run({ DATABASE_URL }, ...command);
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringMatching(/no such table: idempotency_record/) });
});

test("schema prints the schema without any environment variables", () => {
  const { status, stdout, stderr } = run({}, "schema");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toMatch(/^type Query \{$/m);
});
