import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApp, type App } from "../../src/app";
import { readConfig } from "../../src/config";
import { createLog } from "../../src/log";
import { importAccounts } from "../../src/program/import-accounts";
import { startSimulator } from "../../simulator/simulator";
import { makeAccount, type AccountKind, type MadeAccount } from "./accounts";
import { createClient, type Client } from "./client";
import { freshDatabase } from "./fresh-database";
import { simulatorControl, type SimulatorControl } from "./simulator-control";
import { testClock, type TestClock } from "./test-clock";

/** A service with its own database and simulator, and a clock that stands still. */
export interface World {
  url: string;
  app: App;
  clock: TestClock;
  simulator: SimulatorControl;
  /** The URL of the simulator. */
  outside: string;
  /** Creates a client that is signed in as that person. */
  as(email: string, token?: Record<string, string | number>): Promise<Client>;
  anonymous: Client;
  /** Makes an account of that kind with its own tenants, people and MPN IDs, and imports it like `npm run import`. */
  account(kind?: AccountKind): Promise<MadeAccount>;
  /** Imports export rows. */
  importRows(rows: object[]): Promise<void>;
  /** Lets the worker do every job that is due. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** The options of a world. */
export interface WorldOptions {
  /** Runs the worker in the background; otherwise it works only when a test says so. */
  worker?: boolean;
  /** Lets the clock run, for tests that get tokens as they go; otherwise it stands still. */
  clockRuns?: boolean;
  env?: Record<string, string>;
  /** Receives the log line by line; `env.LOG_LEVEL` sets its level. */
  logTo?: { write(line: string): void };
}

/** Opens a world for the tests of one file. */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const directory = await mkdtemp(join(tmpdir(), "test-world-"));
  const client = { clientId: "account-migration", clientSecret: randomBytes(12).toString("hex") };
  const homeTenantId = randomUUID();
  const outside = await startSimulator({ port: 0, dataDir: join(directory, "simulator"), ...client, homeTenantId });
  const database = await freshDatabase();
  const config = readConfig({
    NODE_ENV: "development",
    PORT: "0",
    ROLE: options.worker ? "all" : "web",
    LOG_LEVEL: "silent",
    DATABASE_URL: database.url,
    ENTRA_URL: `${outside.url}/entra`,
    GRAPH_URL: `${outside.url}/graph`,
    PARTNER_CENTER_URL: `${outside.url}/partner-center`,
    CPP_URL: `${outside.url}/cpp`,
    SMTP_URL: `smtp://127.0.0.1:${outside.smtpPort}`,
    CLIENT_ID: client.clientId,
    CLIENT_SECRET: client.clientSecret,
    HOME_TENANT_ID: homeTenantId,
    CODE_SECRET: randomBytes(32).toString("hex"),
    SIMULATOR_URL: outside.url,
    UPSTREAM_CACHE_SECONDS: "0",
    RECONCILE_AT: "never",
    // Rate limits never recover while the clock stands still.
    REQUESTS_PER_MINUTE: "0",
    ...options.env,
  });
  const clock = testClock(options.clockRuns);
  const log = createLog(config.LOG_LEVEL, false, options.logTo);
  const app = await createApp(config, log, clock).catch(async (error: unknown) => {
    await outside.stop();
    throw error;
  });
  const url = await app.start();
  await app.ready();
  const simulator = simulatorControl(outside.url);

  const importRows = async (rows: object[]) => {
    const file = join(directory, `${randomUUID()}.ndjson`);
    await writeFile(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
    const result = await importAccounts({ database: app.services.database, clock, file });
    if (result.rejected > 0) throw new Error(`rows were rejected: see ${result.rejectedFile}`);
  };
  return {
    url,
    app,
    clock,
    simulator,
    outside: outside.url,
    anonymous: createClient(url, null),
    as: async (email, token) => createClient(url, await simulator.token(email, token)),
    account: async (kind) => {
      const made = makeAccount(kind);
      await simulator.learn(made.world);
      await importRows(made.world.accounts);
      return made;
    },
    importRows,
    settle: () => app.worker.drain(),
    close: async () => {
      await app.stop();
      await outside.stop();
      await database.drop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
