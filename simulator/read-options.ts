import { parseArgs } from "node:util";
import type { SimulatorOptions } from "./simulator";

/** Reads the command line (`--world FILE --accounts FILE`) and the environment. */
export function readOptions(args: string[], env: NodeJS.ProcessEnv): SimulatorOptions {
  const { values } = parseArgs({ args, options: { world: { type: "string" }, accounts: { type: "string" } } });
  return {
    ...values,
    port: readPort(env["SIMULATOR_PORT"] || "4010"),
    host: env["HOST"] || "127.0.0.1",
    dataDir: env["SIMULATOR_DATA"] || "data/simulator",
    apiAudience: env["API_AUDIENCE"] || "api://account-migration",
    clientId: env["CLIENT_ID"] || "account-migration",
    clientSecret: env["CLIENT_SECRET"] || "simulator-only",
    ...(env["HOME_TENANT_ID"] ? { homeTenantId: env["HOME_TENANT_ID"] } : {}),
    ...(env["SIMULATOR_URL"] ? { publicUrl: env["SIMULATOR_URL"].replace(/\/+$/, "") } : {}),
  };
}

function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65534) throw new Error(`SIMULATOR_PORT is not a port: ${text}`);
  return port;
}
