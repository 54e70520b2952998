import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { blocksOf } from "../docs/blocks";
import { built } from "../support/built";
import { areFree, freePorts } from "../support/free-ports";
import { until } from "../support/until";

const root = join(__dirname, "../..");
const data = mkdtempSync(join(tmpdir(), "start-"));
const started: ChildProcess[] = [];
beforeAll(built);
afterAll(() => {
  started.forEach((child) => child.kill("SIGKILL"));
  rmSync(data, { recursive: true, force: true });
});

const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: Record<string, string> };

/** The program that an npm script runs after the build. */
const programOf = (script: string): string => /^npm run --silent build && node (\S+)$/.exec(scripts[script]!)![1]!;

/** Runs what `npm start` runs, with its own data directory; resolves once it has reported that it is ready. */
async function start(env: Record<string, string>, command = [process.execPath]): Promise<ChildProcess> {
  const [file, ...args] = [...command, programOf("start")];
  const child = spawn(file, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  started.push(child);
  const said: string[] = [];
  const ready = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      createInterface(stream).on("line", (line) => {
        said.push(line);
        if (line === "Ready.") resolve();
      });
  });
  const ended = once(child, "close").then(() => {
    throw new Error(`it has ended:\n${said.join("\n")}`);
  });
  await Promise.race([ready, ended]);
  return child;
}

/** Runs the README's first commands against those ports, and asks for the banner's `actionUrl` as well. */
async function typeFirst(env: Record<string, string>): Promise<unknown> {
  const { text } = blocksOf("README.md").find(({ text }) => text.includes("curl"))!;
  const npm = `npm() { [ "$1 $2 $3 $4" = "run --silent token --" ] && "${process.execPath}" ${programOf("token")} "$5"; }`;
  const here = text.replaceAll(":4000", `:${env.PORT}`).replace("kind message", "kind message actionUrl");
  const typed = `set -euo pipefail\n${npm}\n${here}`;
  const { stdout } = await promisify(execFile)("bash", ["-c", typed], { cwd: root, env, timeout: 20_000 });
  return JSON.parse(stdout);
}

/** An environment with those ports and a data directory of its own. */
const environment = (first: number) => ({
  PATH: process.env.PATH!,
  PORT: String(first),
  SIMULATOR_PORT: String(first + 1),
  SIMULATOR_DATA: join(data, String(first)),
  DATABASE_URL: `sqlite:${join(data, `${first}.sqlite`)}`,
});

test("npm start works from empty storage, answers the README's first query and stops on SIGTERM", async () => {
  const first = await freePorts(3);
  const env = environment(first);
  const child = await start(env);
  const contoso = {
    displayName: expect.stringMatching(/^Contoso /),
    banner: {
      ...{ kind: "ACTION_REQUIRED", message: expect.stringMatching(/^Move Contoso /) },
      actionUrl: expect.stringContaining(`http://127.0.0.1:${first}/`),
    },
  };
  expect(await typeFirst(env)).toMatchObject({ data: { viewer: { accounts: { nodes: [contoso] } } } });
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
  expect(await areFree(first, 3)).toBe(true);
}, 120_000);

test("told to stop during the import, it stops that as well", async () => {
  const first = await freePorts(3);
  const silentDatabase = createServer().listen(0, "127.0.0.1");
  await once(silentDatabase, "listening");
  const { port } = silentDatabase.address() as AddressInfo;
  const env = { ...environment(first), DATABASE_URL: `mysql://root@127.0.0.1:${port}/accounts` };
  const child = spawn(process.execPath, [programOf("start")], { cwd: root, env, stdio: "ignore" });
  started.push(child);
  const [importer] = (await once(silentDatabase, "connection")) as [Socket];
  importer.on("error", () => undefined).resume();
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
  // Left alone, it would wait for the database for 5 seconds.
  await until(async () => importer.closed, 2_000);
  silentDatabase.close();
}, 120_000);

test("npm start stops when npm's shell ends without passing the signal on", async () => {
  const first = await freePorts(3);
  const env = { ...environment(first), npm_lifecycle_event: "start" };
  const shell = await start(env, ["sh", "-c", '"$0" "$1"; exit', process.execPath]);
  shell.kill("SIGTERM");
  await until(() => areFree(first, 3));
}, 120_000);
