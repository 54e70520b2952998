import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freshDatabase } from "./fresh-database";

/** A database that does not answer until it is told to. */
export interface LateDatabase {
  url: string;
  appear(): Promise<void>;
  /** Stops answering; null on SQLite. */
  vanish: (() => void) | null;
  /** Stops answering on open connections, but answers on new ones; null on SQLite. */
  fallSilent: (() => void) | null;
  drop(): Promise<void>;
}

/** On MySQL, a proxy that refuses connections at first; on SQLite, a folder with a file in its place. */
export function lateDatabase(): Promise<LateDatabase> {
  return process.env.TEST_DATABASE === "mysql" ? lateMysql() : lateSqlite();
}

async function lateSqlite(): Promise<LateDatabase> {
  const directory = await mkdtemp(join(tmpdir(), "late-database-"));
  const place = join(directory, "place");
  await writeFile(place, "");
  return {
    url: `sqlite:${join(place, "accounts.sqlite")}`,
    appear: async () => {
      await rm(place);
      await mkdir(place);
    },
    vanish: null,
    fallSilent: null,
    drop: () => rm(directory, { recursive: true, force: true }),
  };
}

async function lateMysql(): Promise<LateDatabase> {
  const database = await freshDatabase();
  const url = new URL(database.url);
  const server = { host: url.hostname, port: Number(url.port || 3306) };
  const guests = new Map<Socket, Socket>();
  let open = false;
  const door = createServer((guest) => {
    guest.on("error", () => undefined).on("close", () => guests.delete(guest));
    if (!open) return void guest.resetAndDestroy();
    const host = connect(server).on("error", () => guest.destroy());
    guests.set(guest, host);
    guest.pipe(host).pipe(guest);
    guest.on("close", () => host.destroy());
  }).listen(0, "127.0.0.1");
  await once(door, "listening");
  url.host = `127.0.0.1:${(door.address() as AddressInfo).port}`;
  const vanish = () => {
    open = false;
    for (const guest of guests.keys()) guest.destroy();
  };
  const fallSilent = () => {
    for (const [guest, host] of guests) {
      guest.unpipe(host).resume();
      host.unpipe(guest).resume();
    }
  };
  return {
    url: url.href,
    appear: async () => void (open = true),
    vanish,
    fallSilent,
    drop: async () => {
      vanish();
      door.close();
      await database.drop();
    },
  };
}
