import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { asInProduction } from "../as-in-production";
import { agent, domainOf, ownerOf } from "./make-export";

/** A person with the Support role. */
export const supporter = "support@agency.example";

const dist = join(__dirname, "..", "..");
/** How the service identifies itself to the simulator. */
const client = {
  CLIENT_ID: "account-migration",
  CLIENT_SECRET: "simulator-only",
  HOME_TENANT_ID: "cf94555e-6674-5861-a276-a21fa4c38fde",
};
/** The tenant of all people. */
export const tenantId = "5c9d3c6e-0c0a-4e8f-9d0b-3f6f0d1c2b3a";

/**
 * Starts the simulator with a world in which the agent, support and the first accounts' owners can sign in; returns its
 * address.
 */
export async function startOutside(
  directory: string,
  port: number,
  /** The number of accounts, the file with the accounts that CPP has, and the MPN ID of the tenant's membership. */
  { count = 50, accounts, mpnId }: { count?: number; accounts?: string; mpnId?: string } = {},
): Promise<{ url: string; stop(): void }> {
  const owners = Array.from({ length: count }, (_, n) => n);
  const oid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
  const person = (email: string, n: number, more: object = {}) => ({
    ...{ email, displayName: email, tenantId, oid: oid(n) },
    ...more,
  });
  const world = {
    tenants: [
      {
        ...{ tenantId, displayName: "Everybody", defaultDomain: "agency.example", managed: true },
        domains: ["agency.example", ...owners.map(domainOf)],
      },
    ],
    mpnAccounts: mpnId
      ? [{ mpnId, partnerName: "Everybody", tenantId, associatedTenants: [], locations: [], standing: "ACTIVE" }]
      : [],
    people: [
      ...owners.map((n) => person(ownerOf(n), n + 10)),
      person(agent, 1),
      person(supporter, 2, { roles: ["Support"] }),
    ],
  };
  const file = join(directory, "world.json");
  await writeFile(file, JSON.stringify(world));
  const env = { ...process.env, SIMULATOR_PORT: String(port), SIMULATOR_DATA: join(directory, "simulator"), ...client };
  const args = ["--world", file, ...(accounts ? ["--accounts", accounts] : [])];
  const child = fork(join(dist, "simulator/main.js"), args, { env, silent: true });
  await once(child, "message");
  return { url: `http://127.0.0.1:${port}`, stop: () => void child.kill() };
}

/** Returns a bearer token of the simulator. */
export async function tokenOf(outside: string, email: string): Promise<string> {
  const response = await fetch(`${outside}/simulator/token?email=${encodeURIComponent(email)}&expiresIn=36000`);
  return ((await response.json()) as { access_token: string }).access_token;
}

/** The service in a process of its own. */
export interface Service {
  url: string;
  /** Milliseconds from the start of the process to the first 200 of /readyz. */
  readyMs: number;
  /** Resident memory in MB. */
  memory(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts the service on a database and waits until it is ready. */
export async function startService(
  databaseUrl: string,
  outside: string,
  port: number,
  role: "all" | "worker" = "all",
): Promise<Service> {
  const began = performance.now();
  const child = fork(join(dist, "src/main.js"), [], {
    env: { ...serviceEnvironment(databaseUrl, outside, port), ROLE: role },
    execArgv: asInProduction,
    silent: true,
  });
  const url = `http://127.0.0.1:${port}`;
  for (;;) {
    const ready = await fetch(`${url}/readyz`).then(
      ({ status }) => status === 200,
      () => false,
    );
    if (ready) break;
    if (child.exitCode !== null) throw new Error("the service has ended");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return { url, readyMs: performance.now() - began, memory: () => memoryOf(child), stop: () => end(child) };
}

async function end(child: ChildProcess): Promise<void> {
  child.kill("SIGTERM");
  await once(child, "exit");
}

/** Reads a memory figure from Linux, in MB. */
async function memoryOf({ pid }: ChildProcess, what = "VmRSS"): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(new RegExp(`${what}:\\s+(\\d+)`).exec(status)![1]) / 1_024;
}

/**
 * Imports an export like `npm run import`. Returns elapsed and processor time in seconds, and the peak memory in MB.
 */
export async function runImport(databaseUrl: string, file: string) {
  const began = performance.now();
  const child = fork(join(dist, "src/main.js"), ["import", file], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    silent: true,
  });
  let [memory, processor] = [0, 0];
  const look = setInterval(() => {
    memoryOf(child, "VmHWM")
      .then((most) => (memory = most))
      .catch(() => undefined);
    processorOf(child)
      .then((used) => (processor = used))
      .catch(() => undefined);
  }, 100);
  const [status] = (await once(child, "exit")) as [number | null];
  clearInterval(look);
  if (status !== 0) throw new Error(`the import has ended with ${status}`);
  return { seconds: (performance.now() - began) / 1_000, processor, memory };
}

/** Returns user and system time in seconds, which Linux counts in hundredths. */
async function processorOf({ pid }: ChildProcess): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, "utf8")).split(") ")[1]!.split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

const serviceEnvironment = (databaseUrl: string, outside: string, port: number): NodeJS.ProcessEnv => ({
  ...process.env,
  NODE_ENV: "development",
  LOG_LEVEL: "error",
  PORT: String(port),
  DATABASE_URL: databaseUrl,
  ENTRA_URL: `${outside}/entra`,
  GRAPH_URL: `${outside}/graph`,
  PARTNER_CENTER_URL: `${outside}/partner-center`,
  CPP_URL: `${outside}/cpp`,
  ...client,
  SUPPORT_TENANT_IDS: tenantId,
  SMTP_URL: `smtp://127.0.0.1:${Number(new URL(outside).port) + 1}`,
  CODE_SECRET: "bench-only-0123456789abcdef0123456789",
  REQUESTS_PER_MINUTE: "0",
});
