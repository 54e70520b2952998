import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { built } from "../support/built";

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

test("a bad environment ends the service with one message that names every fault, and no secret", () => {
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

test("an unknown command is met with those that there are", () => {
  const { status, stdout, stderr } = run({}, "migrate");
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toMatch(/^There is no command migrate: use .*\bserve\b.*\.\n$/);
});

test("an import without a file says how to call it", () => {
  const { status, stderr } = run({}, "import");
  expect({ status, stderr }).toEqual({ status: 2, stderr: "Usage: npm run import -- FILE\n" });
});

test("the schema is printed without any environment", () => {
  const { status, stdout, stderr } = run({}, "schema");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toMatch(/^type Query \{$/m);
});
