import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import type { World } from "./world";

const main = join(__dirname, "../../dist/src/main.js");

/** The service as a separate process, on the world's database and simulator. */
export interface ServiceProcess {
  url: string;
  /** Sends SIGTERM and returns the exit status. */
  stop(): Promise<number | null>;
  /** Sends SIGKILL: the process finishes nothing. */
  kill(): Promise<void>;
}

/** Returns the environment that puts a process on the world's database and simulator. */
function environmentOf(world: World): NodeJS.ProcessEnv {
  const config = Object.entries(world.app.services.config).map(([key, value]) => [key, String(value)] as const);
  return { PATH: process.env.PATH, ...Object.fromEntries(config), LOG_LEVEL: "info" };
}

/** Runs a command of the service to its end and returns its exit status and output. */
export async function runCommand(world: World, ...args: string[]) {
  const child = fork(main, args, { env: environmentOf(world), silent: true });
  const [stdout, stderr, [status]] = await Promise.all([text(child.stdout!), text(child.stderr!), once(child, "exit")]);
  return { status: status as number | null, stdout, stderr };
}

/** Starts the real service in that role and waits until it is ready. */
export async function startProcess(world: World, role: "web" | "worker"): Promise<ServiceProcess> {
  const env = { ...environmentOf(world), ROLE: role, PORT: "0", LEASE_SECONDS: "2" };
  const child: ChildProcess = fork(main, [], { env, silent: true });
  let url = "";
  createInterface(child.stdout!).on("line", (line) => {
    const { address } = JSON.parse(line) as { address?: string };
    url ||= address ?? "";
  });
  await Promise.race([
    once(child, "message"),
    once(child, "exit").then(([status]) => Promise.reject(new Error(`the service has ended (${status})`))),
  ]);
  return {
    url,
    stop: async () => {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      return ((await ended) as [number | null])[0];
    },
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
  };
}
