const { execFileSync } = require("node:child_process");
const { join } = require("node:path");

/** The pages are tested as they are built. */
module.exports = () => {
  execFileSync(process.execPath, [join(__dirname, "../../../web/build.mjs")], { stdio: "inherit" });
};
