import { readFileSync } from "node:fs";
import { urlHost } from "./url-host";
import type { World } from "./world/world";

type Environment = Record<string, string | undefined>;

/** The tenant that the service lives in while it talks to the simulator. */
const homeTenantId = "cf94555e-6674-5861-a276-a21fa4c38fde";
const client = { CLIENT_ID: "account-migration", CLIENT_SECRET: "simulator-only", HOME_TENANT_ID: homeTenantId };

/** Whether to use the simulator: outside production, unless the environment names a real upstream system. */
export const wantsSimulator = (env: Environment): boolean =>
  env["NODE_ENV"] !== "production" &&
  !["ENTRA_URL", "GRAPH_URL", "PARTNER_CENTER_URL", "CPP_URL"].some((name) => env[name]);

const worldOf = (env: Environment): string => env["SIMULATOR_WORLD"] || "simulator/demo/world.json";

/** Returns the tenants of the world's people with the role `Support`, for SUPPORT_TENANT_IDS. */
function supportTenants(env: Environment): string {
  const { people } = JSON.parse(readFileSync(worldOf(env), "utf8")) as World;
  const support = people.filter(({ roles }) => roles?.includes("Support"));
  return [...new Set(support.flatMap(({ tenantId }) => tenantId ?? []))].join(",");
}

/** Returns the simulator's arguments and environment, and the export that it loads. */
export function simulatorEnvironment(env: Environment): { args: string[]; env: NodeJS.ProcessEnv; accounts: string } {
  const accounts = env["SIMULATOR_ACCOUNTS"] || "simulator/demo/accounts.ndjson";
  return { args: ["--world", worldOf(env), "--accounts", accounts], env: { ...client, ...env }, accounts };
}

/** Returns the URL of a port of the service or the simulator: both listen on HOST. */
export const urlOf = ({ HOST }: Environment, port: number): string => `http://${urlHost(HOST || "127.0.0.1")}:${port}`;

/** Returns the service's environment with the simulator as its upstream; variables that are already set win. */
export function serviceEnvironment(env: Environment): NodeJS.ProcessEnv {
  const port = Number(env["SIMULATOR_PORT"] || 4010);
  const simulator = urlOf(env, port);
  return {
    NODE_ENV: "development",
    HOST: "127.0.0.1",
    PORT: "4000",
    WEB_URL: urlOf(env, Number(env["PORT"] || 4000)),
    ...client,
    SUPPORT_TENANT_IDS: supportTenants(env),
    ENTRA_URL: `${simulator}/entra`,
    GRAPH_URL: `${simulator}/graph`,
    PARTNER_CENTER_URL: `${simulator}/partner-center`,
    CPP_URL: `${simulator}/cpp`,
    SIMULATOR_URL: simulator,
    SMTP_URL: urlOf(env, port + 1).replace("http:", "smtp:"),
    CODE_SECRET: "development-only: seals the codes mailed on this machine",
    // What is empty counts as left out.
    ...Object.fromEntries(Object.entries(env).filter(([, value]) => value)),
  };
}
