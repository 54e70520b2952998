import type { Pool, PoolConnection } from "mysql2";

/** The database has not answered in time: nobody knows whether the statement has run, or will. */
export class Unanswered extends Error {
  constructor() {
    super("the database has not answered in time; what it was asked may have been done, or be done later");
  }
}

/** Internals of mysql2: a pool's connections, the idle ones among them, and the command that a connection waits for. */
interface Inside {
  _allConnections: Ring;
  _freeConnections: Ring;
}
interface Ring {
  length: number;
  get(i: number): Line;
}
interface Line {
  _command?: object | null;
  stream: { destroy(error?: Error): void };
  destroy(): void;
}

/** How many looks in a row a connection may wait for the same answer. */
const mostLooks = 15;

/** Connections that are closed as soon as nobody uses them. */
const outdated = new WeakSet<object>();
/** Closes the connection, which nobody uses any more, if it is outdated. */
export const closeOutdated = (line: PoolConnection): void => void (outdated.has(line) && line.destroy());

/** The watch over connections. */
export interface Watch {
  /** Replaces all connections with the next look, those in use when they are released. */
  renew(): void;
  end(): void;
}

/**
 * Checks at intervals what connections wait for, because the driver waits for ever, even if the other end has gone
 * silently. A caller that has waited too long gets Unanswered, and its connection is destroyed. So are all idle
 * connections, which may be broken too. Statements cost nothing more.
 */
export function watchConnections(pools: () => (Pool | undefined)[], lookMs: number): Watch {
  let toRenew = false;
  let before = new Map<Line, { command: object; looks: number }>();
  const look = () => {
    const now: typeof before = new Map();
    const late: Line[] = [];
    for (const pool of pools())
      for (const line of all(inside(pool)?._allConnections)) {
        const command = line._command;
        if (!command) continue;
        const last = before.get(line);
        const looks = last?.command === command ? last.looks + 1 : 1;
        if (looks > mostLooks) late.push(line);
        else now.set(line, { command, looks });
      }
    before = now;
    if (late.length === 0 && !toRenew) return;
    if (toRenew) for (const pool of pools()) for (const line of all(inside(pool)?._allConnections)) outdated.add(line);
    toRenew = false;
    // First, so that a caller that retries gets a new connection.
    for (const pool of pools())
      for (const line of all(inside(pool)?._freeConnections)) {
        line.destroy();
        line.stream.destroy();
      }
    for (const line of late) line.stream.destroy(new Unanswered());
  };
  const timer = setInterval(look, lookMs).unref();
  return { renew: () => void (toRenew = true), end: () => clearInterval(timer) };
}

const inside = (pool: Pool | undefined): Inside | undefined => pool as Inside | undefined;
const all = (ring: Ring | undefined): Line[] => Array.from({ length: ring?.length ?? 0 }, (_, i) => ring!.get(i));
