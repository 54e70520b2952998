import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { World } from "./world";

const main = join(__dirname, "../../dist/src/main.js");

/** The service as a process of its own, on the world's database and outside. */
export interface ServiceProcess {
  url: string;
  /** SIGKILL, and nothing else: it finishes nothing. */
  kill(): Promise<void>;
}

/** Starts the real service in that role; it is ready when this ends. */
export async function startProcess(world: World, role: "web" | "worker"): Promise<ServiceProcess> {
  const config = Object.entries(world.app.services.config).map(([key, value]) => [key, String(value)]);
  const env = { ...Object.fromEntries(config), ROLE: role, PORT: "0", LOG_LEVEL: "info", LEASE_SECONDS: "2" };
  const child: ChildProcess = fork(main, [], { env: { PATH: process.env.PATH, ...env }, silent: true });
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
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
  };
}
