const { execFileSync } = require("node:child_process");
const { join } = require("node:path");

/** Builds the pages first: the tests use the built ones. */
module.exports = () => {
  execFileSync(process.execPath, [join(__dirname, "../../../web/build.mjs")], { stdio: "inherit" });
};
