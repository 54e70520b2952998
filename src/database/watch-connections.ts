import type { Pool } from "mysql2";

/** The database has not answered in time: nobody knows whether what it was asked has been done, or will be. */
export class Unanswered extends Error {
  constructor() {
    super("the database has not answered in time; what it was asked may have been done, or be done later");
  }
}

/** What mysql2 tells nobody: a pool's connections, those of them that nobody uses, and whose answer one waits for. */
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

/** A pool, and how often in a row a connection of it may be found waiting for the same answer. */
export type Watched = readonly [pool: Pool | undefined, looks: number];

/**
 * Looks time and again at what connections wait for: the driver waits for ever, also where the other end is gone without a
 * word. Who has waited too long is told so, and the connection is destroyed. So are all that nobody uses: what is gone for
 * one may be gone for them. It costs statements nothing. Answers how to end it.
 */
export function watchConnections(pools: () => Watched[], lookMs: number): () => void {
  let before = new Map<Line, { command: object; looks: number }>();
  const look = () => {
    const now: typeof before = new Map();
    const late: Line[] = [];
    for (const [pool, most] of pools())
      for (const line of all(inside(pool)?._allConnections)) {
        const command = line._command;
        if (!command) continue;
        const last = before.get(line);
        const looks = last?.command === command ? last.looks + 1 : 1;
        if (looks > most) late.push(line);
        else now.set(line, { command, looks });
      }
    before = now;
    if (late.length === 0) return;
    // First of all, so that who is told and asks again asks on a new connection.
    for (const [pool] of pools())
      for (const line of all(inside(pool)?._freeConnections)) {
        line.destroy();
        line.stream.destroy();
      }
    for (const line of late) line.stream.destroy(new Unanswered());
  };
  const timer = setInterval(look, lookMs).unref();
  return () => clearInterval(timer);
}

const inside = (pool: Pool | undefined): Inside | undefined => pool as Inside | undefined;
const all = (ring: Ring | undefined): Line[] => Array.from({ length: ring?.length ?? 0 }, (_, i) => ring!.get(i));
