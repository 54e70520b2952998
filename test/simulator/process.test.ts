import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readOptions } from "../../simulator/read-options";
import { freePorts } from "../support/free-ports";
import { call } from "./support/call";

const SIMULATOR = join(__dirname, "../../simulator");
const dataDir = mkdtempSync(join(tmpdir(), "process-"));
const children: ChildProcess[] = [];
afterAll(() => {
  children.forEach((child) => child.kill("SIGKILL"));
  rmSync(dataDir, { recursive: true, force: true });
});

/** Runs the command with the demo world, and waits for its line. */
async function run(port = 0): Promise<{ child: ChildProcess; line: string; url: string }> {
  const files = ["--world", join(SIMULATOR, "demo/world.json"), "--accounts", join(SIMULATOR, "demo/accounts.ndjson")];
  const child = fork(join(SIMULATOR, "main.ts"), files, {
    execArgv: ["-r", join(__dirname, "support/load-typescript.cjs")],
    env: { ...process.env, HOST: "127.0.0.1", SIMULATOR_PORT: String(port), SIMULATOR_DATA: dataDir },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  children.push(child);
  const [chunk] = (await once(child.stdout!, "data")) as [Buffer];
  const line = chunk.toString();
  return { child, line, url: /http:\S+/.exec(line)?.[0] ?? "" };
}

test("an acknowledged change survives SIGKILL, and SIGTERM ends the process with status 0", async () => {
  const first = await run();
  const change = { method: "POST", json: { displayName: "Changed" } };
  expect((await call(`${first.url}/simulator/publishers/contoso-ready`, change)).status).toBe(200);
  first.child.kill("SIGKILL");
  await once(first.child, "exit");
  const second = await run();
  expect(await call(`${second.url}/simulator/state?publisherId=contoso-ready`)).toMatchObject({
    body: { cpp: { displayName: "Changed" } },
  });
  second.child.kill("SIGTERM");
  expect(await once(second.child, "exit")).toEqual([0, null]);
});

test("the process prints one line with its HTTP address and SMTP on the next port; SIGINT ends it", async () => {
  const port = await freePorts(2);
  const { child, line } = await run(port);
  expect(line).toBe(`Simulator: http://127.0.0.1:${port} (SMTP on 127.0.0.1:${port + 1})\n`);
  child.kill("SIGINT");
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("the process ends with status 0 when its parent disconnects", async () => {
  const { child } = await run();
  child.disconnect();
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("options are read from the command line and the environment; invalid ones are refused by name", () => {
  expect(readOptions([], {})).toEqual({
    port: 4010,
    host: "127.0.0.1",
    dataDir: "data/simulator",
    apiAudience: "api://account-migration",
    clientId: "account-migration",
    clientSecret: "simulator-only",
  });
  const env = {
    SIMULATOR_PORT: "5000",
    HOST: "0.0.0.0",
    SIMULATOR_DATA: "d",
    HOME_TENANT_ID: "t",
    SIMULATOR_URL: "http://simulator:5000/",
  };
  expect(readOptions(["--world", "w.json", "--accounts", "a.ndjson"], env)).toMatchObject({
    world: "w.json",
    accounts: "a.ndjson",
    port: 5000,
    host: "0.0.0.0",
    homeTenantId: "t",
    publicUrl: "http://simulator:5000",
  });
  expect(() => readOptions([], { SIMULATOR_PORT: "http" })).toThrow("SIMULATOR_PORT");
  expect(() => readOptions(["--moon"], {})).toThrow("--moon");
});
