const { existsSync, readdirSync } = require("node:fs");
const { dirname, join } = require("node:path");
const suites = require("./jest.config.cjs");

/** Throws if a room lacks its `room.ts`: nobody would notice that its suites do not run. */
function assertWhole(directory) {
  for (const file of readdirSync(directory, { recursive: true }))
    if (file.endsWith(".test.ts") && !existsSync(join(directory, dirname(file), "room.ts")))
      throw new Error(`test/${dirname(file)} has suites and no room.ts: see test/rules/room.ts.`);
}

/** What `npm test` runs: the same suites, one room at a time, so that the service is loaded once per room. */
module.exports = async () => {
  assertWhole(join(__dirname, "test"));
  const { projects, ...common } = await suites();
  return { ...common, projects: projects.map((project) => ({ ...project, testMatch: ["**/room.ts"] })) };
};
