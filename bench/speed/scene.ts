import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createConnection } from "mysql2/promise";
import { openDatabase, type Sql } from "./database";
import { startProgram, startServer, stopProgram, type Server } from "./servers";
import { createUpstream, type Upstream } from "./upstream";
import { makeWorld, type Agency } from "./world";

/** The compared servers, in the order of their turns. */
export const serverNames = ["service", "floor", "plain"] as const;
/** One of the servers. */
export type ServerName = (typeof serverNames)[number];

/** Everything that runs during the bench. */
export interface Scene {
  /** The name and version of the database. */
  engine: string;
  size: { accounts: number; users: number };
  servers: Record<ServerName, Server>;
  /** The database that all servers share. */
  database: Sql;
  /** The people who send requests, with their tokens. */
  callers: { agency: Agency; token: string }[];
  close(): Promise<void>;
}

const callers = 64;

const homeTenantId = "cf94555e-6674-5861-a276-a21fa4c38fde";
const client = { CLIENT_ID: "account-migration", CLIENT_SECRET: "simulator-only", HOME_TENANT_ID: homeTenantId };

/** The size of a scene, and where it runs. */
export interface SceneOptions {
  agencies: number;
  /** The first of five ports. */
  port: number;
  /** A MySQL server or `sqlite:`; if left out, this machine's MySQL server where there is one, else SQLite. */
  database: string | undefined;
}

/** Starts the simulator, the service and the servers that it is compared with, on a database full of accounts. */
export async function openScene({ agencies, port, database: given }: SceneOptions): Promise<Scene> {
  const directory = await mkdtemp(join(tmpdir(), "bench-"));
  const fresh = await freshDatabase(directory, given);
  const world = makeWorld({ agencies }, Date.now());
  const [worldFile, accountsFile] = [join(directory, "world.json"), join(directory, "accounts.ndjson")];
  await writeFile(worldFile, JSON.stringify(world.directory));
  await writeFile(accountsFile, "");

  const simulator = `http://127.0.0.1:${port}`;
  const outside = await startProgram("simulator/main.js", ["--world", worldFile, "--accounts", accountsFile], {
    ...client,
    SIMULATOR_PORT: String(port),
    SIMULATOR_DATA: join(directory, "simulator"),
  });
  const upstream = {
    ...client,
    DATABASE_URL: fresh.url,
    ENTRA_URL: `${simulator}/entra`,
    GRAPH_URL: `${simulator}/graph`,
    PARTNER_CENTER_URL: `${simulator}/partner-center`,
    CPP_URL: `${simulator}/cpp`,
  };
  const asking = world.agencies.slice(0, callers);
  await openSellers(createUpstream(upstream), asking);
  const service = await startServer("service", "src/main.js", port + 2, {
    ...upstream,
    ROLE: "web",
    SMTP_URL: `smtp://127.0.0.1:${port + 1}`,
    CODE_SECRET: "of the bench only: seals codes that nobody is mailed",
    REQUESTS_PER_MINUTE: "0",
    ...(process.env["EXECUTOR"] ? { EXECUTOR: process.env["EXECUTOR"] } : {}),
  });
  const database = openDatabase(fresh.url);
  await database.fill(world.tables);
  const [[engine]] = (await database.rows(
    database.kind === "mysql" ? "SELECT VERSION()" : "SELECT 'SQLite ' || sqlite_version()",
    [],
  )) as [[string]];
  const floor = await startServer("floor", "bench/speed/floor/main.js", port + 3, upstream);
  const plain = await startServer("plain", "bench/speed/plain/main.js", port + 4, upstream);

  const tokenOf = async ({ email }: Agency) => {
    const answer = await fetch(`${simulator}/simulator/token?email=${encodeURIComponent(email)}`);
    return ((await answer.json()) as { access_token: string }).access_token;
  };
  const rowsOf = (name: string) => world.tables.find((table) => table.name === name)!.rows.length;
  return {
    engine,
    size: { accounts: rowsOf("account"), users: rowsOf("account_user") },
    servers: { service, floor, plain },
    database,
    callers: await Promise.all(asking.map(async (agency) => ({ agency, token: await tokenOf(agency) }))),
    close: async () => {
      await Promise.all([service, floor, plain].map((server) => server.stop()));
      await stopProgram(outside);
      await database.close();
      await fresh.drop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Creates the seller accounts that Partner Center has for accounts that have moved. */
async function openSellers({ openSeller }: Upstream, agencies: Agency[]): Promise<void> {
  for (const { tenantId, accounts, ...owner } of agencies)
    for (const { publisherId, kind } of accounts)
      if (kind === "moved") await openSeller({ tenantId, publisherId }, owner);
}

/** Creates a database: on the given server or, if one answers, this machine's; else in a SQLite file. */
async function freshDatabase(directory: string, given: string | undefined) {
  const server = new URL(given?.startsWith("mysql:") ? given : "mysql://root@127.0.0.1:3306");
  const name = `bench_${process.pid}`;
  server.pathname = "";
  const sqlite = {
    kind: "sqlite" as const,
    url: `sqlite:${join(directory, "bench.sqlite")}`,
    drop: async () => undefined,
  };
  if (given?.startsWith("sqlite:")) return sqlite;
  const ask = async (statement: string) => {
    const connection = await createConnection({ uri: server.href, connectTimeout: 2_000 });
    await connection.query(statement);
    await connection.end();
  };
  try {
    await ask(`CREATE DATABASE ${name}`);
  } catch (error) {
    if (given) throw error;
    return sqlite;
  }
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => ask(`DROP DATABASE ${name}`) };
}
