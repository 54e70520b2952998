const suites = require("./jest.config.cjs");

/** What `npm test` runs: the same suites, a room at a time, so that the service is loaded once a room and not once a suite. */
module.exports = async () => {
  const { projects, ...common } = await suites();
  return { ...common, projects: projects.map((project) => ({ ...project, testMatch: ["**/room.ts"] })) };
};
