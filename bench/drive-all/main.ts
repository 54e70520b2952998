import { parseArgs } from "node:util";
import { drive, type Driven } from "./drive";
import { openOutside, type Outside } from "./outside";

/**
 * `npm run demo:all`: drives every account of the world to COMPLETED against a running service, and proves that each
 * effect happened once.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      service: { type: "string", default: `http://127.0.0.1:${process.env["PORT"] || 4000}` },
      simulator: { type: "string", default: `http://127.0.0.1:${process.env["SIMULATOR_PORT"] || 4010}` },
      world: { type: "string", default: process.env["SIMULATOR_WORLD"] || "simulator/demo/world.json" },
      accounts: { type: "string", default: process.env["SIMULATOR_ACCOUNTS"] || "simulator/demo/accounts.ndjson" },
      "at-once": { type: "string", default: "32" },
    },
  });
  await Promise.all([values.service, values.simulator].map(someoneAt));
  const outside = openOutside(values.simulator, values.world, values.accounts);
  const began = performance.now();
  const driven = await inParallel(outside.accounts, Number(values["at-once"]), (account) =>
    drive(values.service, outside, account).catch((error: unknown) => ({
      publisherId: account.publisherId,
      status: `stuck: ${error instanceof Error ? error.message : String(error)}`,
      way: [],
    })),
  );
  const seconds = (performance.now() - began) / 1_000;
  const faults = (await inParallel(driven, 8, (one) => unproven(outside, one))).filter((fault) => fault !== null);

  console.table(tally(driven.map(({ status }) => status)));
  console.table(tally(driven.map(({ way }) => way.join(", ") || "own address")));
  for (const fault of faults.slice(0, 20)) console.log(fault);
  console.log(
    `${driven.length} accounts in ${seconds.toFixed(1)} s (${(driven.length / seconds).toFixed(0)} a second), ${faults.length} not proven.`,
  );
  process.exitCode = faults.length > 0 ? 1 : 0;
}

/** Throws an error that says so if nothing answers at the address. */
async function someoneAt(url: string): Promise<void> {
  await fetch(url).catch(() => {
    throw new Error(`Nothing answers at ${url}: is npm start running?`);
  });
}

/** Returns why the simulator's record does not prove a whole migration with each effect once; null if it does. */
async function unproven(outside: Outside, { publisherId, status }: Driven): Promise<string | null> {
  if (status !== "COMPLETED") return `${publisherId}: ${status}`;
  const effects = await outside.effects(publisherId);
  const keys = effects.map(({ system, effect, subject }) => `${system} ${effect} ${subject}`);
  const twice = keys.filter((key, index) => keys.indexOf(key) !== index);
  if (twice.length > 0) return `${publisherId}: twice: ${twice.join("; ")}`;
  if (!(await outside.isLocked(publisherId))) return `${publisherId}: CPP is not locked`;
  return null;
}

function tally(words: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

async function inParallel<T, R>(list: T[], atOnce: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < list.length; index = next++) results[index] = await work(list[index]!);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return results;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
