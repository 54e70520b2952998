import { subscribe } from "node:diagnostics_channel";
import { createRequire } from "node:module";
import { join } from "node:path";

/**
 * What a server's process has used so far. This file is loaded before the server's own code (`node --require`) and
 * reports it over the IPC channel.
 */
export interface Usage {
  /** User and system time, in microseconds. */
  cpu: number;
  /** Requests begun. */
  requests: number;
  messages: number;
  rss: number;
}

let requests = 0;
let messages = 0;
subscribe("http.server.request.start", () => void requests++);
const load = createRequire(join(process.cwd(), "package.json"));

interface Counted {
  prototype: Record<string, (...args: unknown[]) => unknown>;
}

const count = ({ prototype }: Counted, ...names: string[]): void => {
  for (const name of names) {
    const whole = prototype[name]!;
    prototype[name] = function (this: unknown, ...args: unknown[]) {
      messages++;
      return whole.apply(this, args);
    };
  }
};

count((load("mysql2") as { Connection: Counted }).Connection, "query", "execute");
if (process.env["DATABASE_URL"]?.startsWith("sqlite:")) {
  const Database = load("better-sqlite3") as new (path: string) => { prepare(sql: string): { constructor: Counted } };
  count(new Database(":memory:").prepare("SELECT 1").constructor, "get", "all", "run");
}

process.on("message", (message) => {
  if (message !== "usage") return;
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu: user + system, requests, messages, rss: process.memoryUsage.rss() } satisfies Usage);
});
