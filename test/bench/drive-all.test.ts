import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openDemoWorld } from "../docs/demo-world";
import { built } from "../support/built";
import type { World } from "../support/world";

const root = join(__dirname, "../..");
let world: World;
beforeAll(async () => {
  built();
  world = await openDemoWorld({ clockRuns: true, env: { UPSTREAM_TIMEOUT_MS: "60000" } });
}, 120_000);
afterAll(() => world.close());

/** Runs the built program of an npm script, with the ports set as for `npm start`. */
function run(program: "bench/drive-all" | "examples/typed-client", ports: { PORT: string; SIMULATOR_PORT: string }) {
  const env = { PATH: process.env.PATH, ...ports };
  return new Promise<{ status: unknown; said: string[] }>((resolve) => {
    const args = [join(root, "dist", program, "main.js")];
    execFile(process.execPath, args, { cwd: root, env, timeout: 120_000 }, (error, stdout, stderr) =>
      resolve({ status: error ? error.code : 0, said: `${stdout}${stderr}`.trim().split("\n") }),
    );
  });
}

const portsOf = ({ url, outside }: { url: string; outside: string }) => ({
  PORT: new URL(url).port,
  SIMULATOR_PORT: new URL(outside).port,
});

test("drive-all completes every demo account, including one already moved, and a second run is a no-op", async () => {
  const ports = portsOf(world);
  expect(await run("examples/typed-client", ports)).toMatchObject({ status: 0 });
  const first = await run("bench/drive-all", ports);
  expect(first).toEqual({
    status: 0,
    said: expect.arrayContaining([expect.stringMatching(/^19 .*, 0 not proven\.$/)]),
  });
  const lines = readFileSync(join(root, "simulator/demo/accounts.ndjson"), "utf8").trim().split("\n");
  const publishers = lines.map((line) => (JSON.parse(line) as { publisherId: string }).publisherId);
  const effects = () => Promise.all(publishers.map((publisherId) => world.simulator.effects(publisherId)));
  const once = await effects();
  expect(once).toHaveLength(19);
  expect(once.filter((ofAccount) => ofAccount.length === 0)).toEqual([]);
  expect(await run("bench/drive-all", ports)).toMatchObject({ status: 0 });
  expect(await effects()).toEqual(once);
}, 300_000);

test.each(["bench/drive-all", "examples/typed-client"] as const)("%s names the unreachable URL", async (program) => {
  // Only root may listen on this port, and nobody does.
  const nobody = "http://127.0.0.1:1";
  const gone = (url: string) => ({ status: 1, said: [`Nothing answers at ${url}: is npm start running?`] });
  expect(await run(program, portsOf({ ...world, url: nobody }))).toEqual(gone(nobody));
  expect(await run(program, portsOf({ ...world, outside: nobody }))).toEqual(gone(nobody));
});
