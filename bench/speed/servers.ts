import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { asInProduction } from "../as-in-production";
import type { Usage } from "./probe";

/** A measured server, in a process of its own. */
export interface Server {
  readonly name: string;
  readonly url: string;
  usage(): Promise<Usage>;
  stop(): Promise<void>;
}

/** The built code is measured. */
const built = join(process.cwd(), "dist");
const probe = join(built, "bench/speed/probe.js");

/** Starts a program of the project with that environment and waits until it reports that it is ready. */
export async function startProgram(path: string, args: string[], env: NodeJS.ProcessEnv, execArgv: string[] = []) {
  const child = fork(join(built, path), args, { env: { PATH: process.env["PATH"], ...env }, execArgv });
  await new Promise<void>((resolve, reject) => {
    child.once("message", () => resolve());
    child.once("exit", (status) => reject(new Error(`${path} has ended (${status})`)));
  });
  return child;
}

/** Starts one of the compared servers; BENCH_NODE_ARGS adds options of Node's for the service. */
export async function startServer(name: string, path: string, port: number, env: NodeJS.ProcessEnv): Promise<Server> {
  const more = name === "service" ? (process.env["BENCH_NODE_ARGS"]?.split(" ").filter(Boolean) ?? []) : [];
  const all = { NODE_ENV: "production", PORT: String(port), ...env };
  const child = await startProgram(path, [], all, ["--require", probe, ...asInProduction, ...more]);
  return {
    name,
    url: `http://127.0.0.1:${port}/graphql`,
    usage: async () => {
      child.send("usage");
      return ((await once(child, "message")) as [Usage])[0];
    },
    stop: () => stopProgram(child),
  };
}

/** Ends a program and waits until it has exited. */
export async function stopProgram(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}
