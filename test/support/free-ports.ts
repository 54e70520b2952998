import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";

/** Returns the first of `count` consecutive free ports, below the range of ephemeral ports. */
export async function freePorts(count: number): Promise<number> {
  for (;;) {
    const first = randomInt(10_000, 30_000);
    if (await areFree(first, count)) return first;
  }
}

/** Whether `count` consecutive ports are free. */
export async function areFree(first: number, count: number): Promise<boolean> {
  return (await Promise.all(Array.from({ length: count }, (_, i) => isFree(first + i)))).every(Boolean);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, "127.0.0.1");
  const free = await once(server, "listening").then(
    () => true,
    () => false,
  );
  await new Promise((resolve) => server.close(resolve));
  return free;
}
