import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { World } from "../support/world";
import { blocksIn } from "./blocks";
import { openDemoWorld } from "./demo-world";

let world: World;
beforeAll(async () => {
  world = await openDemoWorld();
});
beforeEach(() => world.clock.catchUp());
afterAll(() => world.close());

const run = promisify(execFile);

/** Replaces `npm run token` by this world's simulator. A reader of a page must need nothing else of npm. */
const preamble = (simulator: string) => `
set -euo pipefail
npm() {
  [ "$*" = "run --silent token -- \${*: -1}" ] || { echo "npm $* is not run here" >&2; return 1; }
  curl -sf "${simulator}/simulator/token?email=\${*: -1}" | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/'
}
`;

/** Runs the commands of a page against this world instead of the usual ports. */
async function type(text: string): Promise<string> {
  const here = text.replaceAll("http://127.0.0.1:4000", world.url).replaceAll("http://127.0.0.1:4010", world.outside);
  const { stdout } = await run("bash", ["-c", preamble(world.outside) + here], { timeout: 25_000 });
  return stdout;
}

const blocks = blocksIn("sh").filter(({ notRun }) => notRun === null);

test("the pages contain commands to run", () => {
  expect(blocks.length).toBeGreaterThan(2);
});

test.each(blocks.map((block) => [block.at, block] as const))("%s runs without errors", async (_, { text }) => {
  const output = await type(text);
  expect(output).not.toMatch(/"errors"|"error"/);
  if (text.includes("simulator/effects")) expect(output).toMatch(/"status":"COMPLETED"/);
});
