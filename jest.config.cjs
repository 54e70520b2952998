const { existsSync } = require("node:fs");
const { createConnection } = require("mysql2/promise");

/** Decorators as the compiler handles them. Of the packages, only those that ship only ES modules are transformed. */
const common = {
  testEnvironment: "node",
  setupFiles: ["reflect-metadata"],
  transform: {
    "^.+\\.[jt]s$": [
      "@swc/jest",
      {
        jsc: {
          parser: { syntax: "typescript", decorators: true },
          transform: { legacyDecorator: true, useDefineForClassFields: false },
          keepClassNames: true,
          target: "es2022",
        },
        module: { type: "commonjs" },
        sourceMaps: "inline",
      },
    ],
  },
  transformIgnorePatterns: ["/node_modules/(?!(jose|intl-messageformat|@formatjs)/)"],
};

/** Suites that need no database run once; all others on every database that is found. */
const databaseless = ["config", "contract", "rules", "simulator", "upstream"].map((room) => `<rootDir>/test/${room}`);

/** Returns the MySQL or MariaDB server to test on: DATABASE_URL's, otherwise the local one; null if none answers. */
async function findMysql() {
  const given = process.env.DATABASE_URL;
  const server = new URL(given?.startsWith("mysql:") ? given : "mysql://root@127.0.0.1:3306");
  server.pathname = "";
  try {
    await (await createConnection({ uri: server.href, connectTimeout: 2_000 })).end();
    return server.href;
  } catch {
    return null;
  }
}

/** Returns the Chromium to test the pages in: CHROMIUM's, otherwise the installed one; undefined if there is none. */
const findChromium = () =>
  [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
    (path) => path && existsSync(path),
  );

module.exports = async () => {
  const mysql = await findMysql();
  if (mysql === null)
    process.stderr.write("No MySQL or MariaDB answers: the suites run on SQLite alone. Name one in DATABASE_URL.\n");
  else process.env.TEST_MYSQL_URL = mysql;
  const chromium = findChromium();
  if (chromium === undefined)
    process.stderr.write(
      "NO CHROMIUM WAS FOUND: THE PAGES ARE NOT TESTED. Get one by apt-get install chromium, or name one in CHROMIUM.\n",
    );
  else process.env.CHROMIUM = chromium;
  const rooms = { ...common, roots: ["<rootDir>/test"] };
  const once = { ...common, displayName: "once", roots: databaseless };
  const on = (displayName, setup) => ({
    ...rooms,
    displayName,
    setupFiles: [...common.setupFiles, ...setup],
    testPathIgnorePatterns: ["/node_modules/", "<rootDir>/test/browser/", ...databaseless],
  });
  const browser = {
    ...common,
    displayName: "browser",
    roots: ["<rootDir>/test/browser"],
    setupFilesAfterEnv: ["<rootDir>/test/browser/support/patience.ts"],
    globalSetup: "<rootDir>/test/browser/support/build-pages.cjs",
  };
  return {
    testTimeout: 30_000,
    maxWorkers: "100%",
    // Every suite loads the whole service again, and Node is slow to free what the last one loaded.
    workerIdleMemoryLimit: "1GB",
    projects: [
      once,
      on("sqlite", []),
      ...(mysql ? [on("mysql", ["<rootDir>/test/support/on-mysql.ts"])] : []),
      ...(chromium ? [browser] : []),
    ],
  };
};
