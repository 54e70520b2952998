import { createApp } from "./app";
import { systemClock } from "./clock";
import { ConfigError, readConfig, readDatabaseConfig } from "./config";
import { createServices } from "./create-services";
import { createDatabase, type Database } from "./database/database";
import { createSchema } from "./graphql/build-schema";
import { emitSchema } from "./graphql/emit-schema";
import { createLog } from "./log";
import { readWish, runErasePerson, runExportPerson } from "./person/person-command";
import { runImport } from "./program/import-command";
import { runReconcile } from "./user/reconcile/reconcile-command";

/** The process has ten seconds to stop. After the grace period, the rest is for releasing unfinished jobs. */
const graceMs = 8_000;
const farewellMs = 1_500;

/** Serves until told to stop. */
async function serve(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.LOG_LEVEL, process.stdout.isTTY);
  const app = await createApp(config, log);
  log.info({ address: await app.start(), role: config.ROLE }, "listening");
  let stopping = false;
  const stop = (reason: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ reason }, "stopping: finishing the requests and jobs in flight");
    setTimeout(() => {
      log.warn("not everything finished in time; releasing the claimed jobs");
      setTimeout(() => process.exit(0), farewellMs);
      app.worker.letGo().then(
        () => process.exit(0),
        (error: unknown) => log.warn({ err: error }, "could not release the claimed jobs; their claims will expire"),
      );
    }, graceMs).unref();
    app.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, "stopping failed");
        process.exit(1);
      },
    );
  };
  process.once("SIGTERM", () => stop("SIGTERM"));
  process.once("SIGINT", () => stop("SIGINT"));
  // The parent that forked this process with an IPC channel is gone: there is nobody left to serve.
  process.once("disconnect", () => stop("the parent process is gone"));
  if (!(await app.ready())) return;
  log.info({ graphql: "/graphql" }, "ready");
  process.send?.("ready");
}

/** Imports a CPP export. */
async function importExport(file: string | undefined): Promise<number> {
  if (file === undefined) {
    console.error("Usage: npm run import -- FILE");
    return 2;
  }
  const database = createDatabase(readDatabaseConfig(process.env).DATABASE_URL);
  return withDatabase(database, () => runImport(database, systemClock, file, process.stdout));
}

/** Makes a command about one person: erase them, or print what is kept about them. */
const ofPerson =
  (usage: string, run: (database: Database, wish: NonNullable<ReturnType<typeof readWish>>) => Promise<number>) =>
  async (...given: string[]): Promise<number> => {
    const wish = readWish(given);
    if (!wish) {
      console.error(`Usage: npm run ${usage}`);
      return 2;
    }
    const database = createDatabase(readDatabaseConfig(process.env).DATABASE_URL);
    return withDatabase(database, () => run(database, wish));
  };

/** Compares Partner Center, our record and CPP for every migrated account. */
async function reconcileAccounts(option: string | undefined): Promise<number> {
  if (option !== undefined && option !== "--dry-run") {
    console.error("Usage: npm run reconcile [-- --dry-run]");
    return 2;
  }
  const config = readConfig(process.env);
  const services = createServices(config, createLog(config.LOG_LEVEL, false, process.stderr));
  const interrupted = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => interrupted.abort());
  return withDatabase(services.database, async () => {
    const wish = { dryRun: option === "--dry-run", signal: interrupted.signal, out: process.stdout };
    return runReconcile(services, wish).finally(() => services.upstream.close());
  });
}

/** Opens the database for a command and closes it afterwards; returns 2 if it does not answer. */
async function withDatabase(database: Database, command: () => Promise<number>): Promise<number> {
  try {
    await database.open();
  } catch (error) {
    console.error(`The database does not answer: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
  try {
    return await command();
  } finally {
    await database.close();
  }
}

const isPortTaken = (error: unknown): error is Error => (error as { code?: unknown } | null)?.code === "EADDRINUSE";

const commands: Record<string, (...given: string[]) => Promise<number | void>> = {
  serve,
  import: importExport,
  reconcile: reconcileAccounts,
  "erase-person": ofPerson("erase-person -- EMAIL [--closed PUBLISHER_ID]...", (database, wish) =>
    runErasePerson(database, systemClock, wish, process.stdout),
  ),
  "export-person": ofPerson("export-person -- EMAIL", (database, { principal }) =>
    runExportPerson(database, systemClock, principal, process.stdout),
  ),
  schema: () => Promise.resolve(void process.stdout.write(emitSchema(createSchema()))),
};

const [name = "serve", ...given] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (!command) {
  console.error(`There is no command ${name}: use ${Object.keys(commands).join(", ")}.`);
  process.exit(2);
}
command(...given).then(
  (status) => {
    if (status !== undefined) process.exitCode = status;
  },
  (error: unknown) => {
    console.error(error instanceof ConfigError || isPortTaken(error) ? error.message : error);
    // For a command, 1 means that it did its work and left something to see to, so a failure exits with 2.
    process.exit(command === serve ? 1 : 2);
  },
);
