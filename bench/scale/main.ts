import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { createConnection } from "mysql2/promise";
import { median } from "../speed/measure";
import { claimsPerSecond, fillOutbox } from "./claims";
import { movesPerSecond } from "./moves";
import { agent, makeExport, ownerOf, publisherIdOf } from "./make-export";
import { runImport, startOutside, startService, supporter, tokenOf, type Service } from "./outside";

/** How many requests are sent first, until the code on both sides is compiled. */
const warmUp = 1_000;
/** How long a service is left alone before it counts as idle: the engine then gives back what the start has used. */
const restMs = 45_000;
/** How many requests of one size come one after the other. */
const inTurn = 10;
const claimRounds = 5;

/**
 * What is asked of a world with `size` accounts: queries that fill a page in the smallest world, or find as few in all.
 */
const reads = (size: number): Record<string, { by: string; query: string }> => ({
  "page of an owner": page(ownerOf(1)),
  "page of an agent": page(agent),
  "page of an agent, by status and word": page(agent, '{ status: [NOT_STARTED], search: "cloud" }'),
  detail: {
    by: ownerOf(1),
    query: `{ account(publisherId: "${publisherIdOf(1)}") { displayName banner { kind } migration { status } users { nodes { displayName cppRole } } timeline { nodes { id } } } }`,
  },
  "support: overview": {
    by: supporter,
    query: "{ program { statusCounts { status count } accounts(first: 0) { totalCount } } }",
  },
  "support: two statuses": program("{ status: [NOT_STARTED, FAILED] }"),
  "support: search, one letter": program('{ search: "c" }'),
  "support: search, start of a word": program('{ search: "conto" }'),
  "support: search, two words": program('{ search: "power city" }'),
  "support: search, starts of two words": program('{ search: "s l" }'),
  "support: search, two words of no account": program('{ search: "contoso fabrikam" }'),
  // No word of a name begins like this.
  "support: search, start of a publisher ID": program('{ search: "bluey" }'),
  // No other ID begins with the last account's.
  "support: search, publisher ID": program(`{ search: "${publisherIdOf(size - 1)}" }`),
});

function page(by: string, filter = "{}") {
  const query = `{ viewer { accounts(filter: ${filter}) { nodes { displayName banner { kind } migration { status } } pageInfo { endCursor } } } }`;
  return { by, query };
}

function program(filter: string) {
  const query = `{ program { accounts(filter: ${filter}) { nodes { displayName migration { status } } pageInfo { endCursor } } } }`;
  return { by: supporter, query };
}

/** `npm run bench:scale`: what grows with the number of accounts, and what does not. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      sizes: { type: "string", default: "1000,100000" },
      requests: { type: "string", default: "300" },
      /** A MySQL or MariaDB server; without it, SQLite in a file. */
      server: { type: "string" },
      port: { type: "string", default: "4200" },
      /** How many more requests follow the reads, with the memory measured after every tenth of them. */
      endurance: { type: "string", default: "0" },
      /** How many workers move accounts at once; SQLite has one process only. */
      workers: { type: "string" },
      /** A file to save the tables in, as Markdown. */
      write: { type: "string" },
    },
  });
  const directory = await mkdtemp(join(tmpdir(), "bench-scale-"));
  const outside = await startOutside(directory, Number(values.port) + 10);
  const workers = (values.workers ?? (values.server ? "1,2,4" : "1")).split(",");
  const table: Table = {};
  const moves: Table = {};
  const note = (what: string, size: string, value: number) => ((table[what] ??= {})[size] = Number(value.toFixed(2)));
  const stops: (() => Promise<void>)[] = [];
  try {
    const worlds: World[] = [];
    for (const size of values.sizes.split(",")) {
      const { url, drop } = await freshDatabase(directory, size, values.server);
      stops.unshift(drop);
      const file = join(directory, "export.ndjson");
      await makeExport(file, Number(size));
      const first = await runImport(url, file);
      note("import, accounts a second", size, Number(size) / first.seconds);
      note("import, ms of processor an account", size, (first.processor * 1_000) / Number(size));
      note("import, most memory in MB", size, first.memory);
      const again = await runImport(url, file);
      note("the same again, accounts a second", size, Number(size) / again.seconds);
      worlds.push({ size, url });
    }
    const asked: Asked[] = [];
    for (const [i, { size, url }] of worlds.entries()) {
      const service = await startService(url, outside.url, Number(values.port) + i);
      stops.unshift(() => service.stop());
      note("start to ready, ms", size, service.readyMs);
      asked.push({ size, url, service, reads: reads(Number(size)) });
    }
    await setTimeout(restMs);
    for (const { size, service } of asked) note("idle memory, MB", size, await service.memory());
    for (const what of Object.keys(asked[0]!.reads)) {
      const found = await medians(asked, what, outside.url, Number(values.requests));
      for (const [i, { size }] of asked.entries()) note(`${what}, ms (p50)`, size, found[i]!);
    }
    for (const { size, service } of asked)
      await endure(service, await tokenOf(outside.url, agent), Number(values.endurance), (done, memory) =>
        note(`memory after ${done} requests, MB`, size, memory),
      );
    for (const { url } of worlds) await fillOutbox(url);
    const rates = worlds.map((): number[] => []);
    for (let round = 0; round < claimRounds; round++)
      for (const [i, { url }] of worlds.entries()) rates[i]!.push(await claimsPerSecond(url));
    for (const [i, { size }] of worlds.entries()) note("jobs claimed and done a second", size, median(rates[i]!));
    console.table(table);
    for (const stop of stops.splice(0)) await stop();
    for (const many of workers) {
      const database = await freshDatabase(directory, `moves_${many}`, values.server);
      const moved = await movesPerSecond(database.url, directory, Number(values.port), Number(many));
      (moves["accounts moved a second"] ??= {})[many] = Number(moved.toFixed(2));
      await database.drop();
    }
    console.table(moves);
    if (values.write)
      await writeFile(values.write, asMarkdown(table, moves, values.server ? "MariaDB or MySQL" : "SQLite"));
  } finally {
    for (const stop of stops) await stop();
    outside.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

/** A database with that many accounts. */
interface World {
  size: string;
  url: string;
}

/** A world with a running service. */
interface Asked extends World {
  service: Service;
  reads: ReturnType<typeof reads>;
}

async function freshDatabase(directory: string, size: string, server: string | undefined) {
  if (!server) return { url: `sqlite:${join(directory, `${size}.sqlite`)}`, drop: () => Promise.resolve() };
  const name = `bench_scale_${size}`;
  const run = async (sql: string) => {
    const connection = await createConnection(server);
    await connection.query(sql);
    await connection.end();
  };
  await run(`DROP DATABASE IF EXISTS ${name}`);
  await run(`CREATE DATABASE ${name}`);
  return { url: `${server.replace(/\/$/, "")}/${name}`, drop: () => run(`DROP DATABASE ${name}`) };
}

async function ask({ url }: Service, token: string, query: string): Promise<void> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  const { errors } = (await response.json()) as { errors?: unknown };
  if (errors) throw new Error(`${query}: ${JSON.stringify(errors)}`);
}

/**
 * Returns the median time of a request in each world. Requests run one at a time, so that none waits for another, and
 * the worlds take turns, so that a phase in which the machine is slow is slow for all of them.
 */
async function medians(asked: Asked[], what: string, outside: string, requests: number): Promise<number[]> {
  const lanes: { times: number[]; one: () => Promise<void> }[] = [];
  for (const { service, reads } of asked) {
    const { by, query } = reads[what]!;
    const token = await tokenOf(outside, by);
    lanes.push({ times: [], one: () => ask(service, token, query) });
  }
  for (const { one } of lanes) for (let i = 0; i < warmUp; i++) await one();
  for (let done = 0; done < requests; done += inTurn)
    for (const { times, one } of lanes)
      for (let i = 0; i < inTurn; i++) {
        const began = performance.now();
        await one();
        times.push(performance.now() - began);
      }
  return lanes.map(({ times }) => median(times));
}

async function endure(
  service: Service,
  token: string,
  requests: number,
  tell: (done: number, memory: number) => void,
): Promise<void> {
  const { query } = page(agent);
  for (let tenth = 1; requests > 0 && tenth <= 10; tenth++) {
    const lane = async () => {
      for (let i = 0; i < requests / 80; i++) await ask(service, token, query);
    };
    await Promise.all(Array.from({ length: 8 }, lane));
    tell((requests / 10) * tenth, await service.memory());
  }
}

/** Measurements by name, then by size or number of workers. */
type Table = Record<string, Record<string, number>>;

const asMarkdown = (table: Table, moves: Table, engine: string): string => `# How it grows: ${engine}

Written by \`npm run bench:scale\`: do not edit. One request after the other, of all sizes in turn; Node ${process.version} on ${cpus().length} × ${cpus()[0]?.model.trim()}.

${rowsOf("accounts", table)}

Workers side by side, which share the machine with the database and the other systems:

${rowsOf("workers", moves)}
`;

/** Returns the table's rows, each with the ratio of its highest to its lowest figure. */
function rowsOf(of: string, table: Table): string {
  const sizes = Object.keys(Object.values(table)[0]!);
  const row = (cells: (string | number)[]) => `| ${cells.join(" | ")} |`;
  const lines = Object.entries(table).map(([what, figures]) => {
    const found = sizes.map((size) => figures[size] ?? Number.NaN);
    return row([what, ...found, (Math.max(...found) / Math.min(...found)).toFixed(2)]);
  });
  return [row([of, ...sizes, "highest : lowest"]), row(Array<string>(sizes.length + 2).fill("---")), ...lines].join(
    "\n",
  );
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
