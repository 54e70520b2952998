import { setTimeout as wait } from "node:timers/promises";
import { Unanswered } from "./watch-connections";

/** Deadlock or lost certification, record changed since it was read: nothing was committed. */
const contended = new Set([1213, 1020]);
/** The server is read-only, such as one that has been replaced as the primary: nothing was committed. */
const readOnly = new Set([1290, 1836]);
/** Too many connections, node not ready, server shutting down: nothing was committed either. */
const elsewhere = new Set([1040, 1047, 1053, ...readOnly]);
const connectionKilled = 1927;
/** Lock wait time-out, and a Galera node that lost its cluster during the COMMIT, which alone may have taken effect. */
const [lockWaitTimeout, unclearCommit] = [1205, 1180];
const outages = new Set([...elsewhere, connectionKilled, lockWaitTimeout, unclearCommit]);
/** How often a unit that meets others is tried. */
const tries = 10;
/** How long a database that is away is waited for: about as long as a failover takes, and a client waits. */
const patienceMs = 5_000;

/** The connection was lost, or could not be made, before anything could be committed. */
class NothingDone extends Error {
  constructor(override readonly cause: unknown) {
    super("the connection was lost before anything was done");
  }
}

/** Returns the error of a unit that had not begun to commit, or of a read: if it is a lost connection, it may run again. */
export const nothingDone = <Given>(error: Given): Given | NothingDone =>
  isLost(error) ? new NothingDone(error) : error;

/** Runs the unit, and retries it while the database reports a transient error, or its connection was lost in time. */
export async function runAgain<T>(unit: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  for (let attempt = 1; ; attempt++) {
    try {
      return await unit();
    } catch (error) {
      const isAway = error instanceof NothingDone || elsewhere.has(driverError(error).errno!);
      const mayTry = isAway ? performance.now() - begun < patienceMs : isContended(error) && attempt < tries;
      if (!mayTry) throw error instanceof NothingDone ? error.cause : error;
      await wait(Math.random() * Math.min(1_000, 5 * 2 ** attempt));
    }
  }
}

/** Whether the row already exists: another writer was first. */
export function isDuplicate(error: unknown): boolean {
  const { errno, code } = driverError(error);
  return errno === 1062 || code === "SQLITE_CONSTRAINT_UNIQUE" || code === "SQLITE_CONSTRAINT_PRIMARYKEY";
}

function isContended(error: unknown): boolean {
  const { errno, code } = driverError(error);
  return contended.has(errno!) || code === "SQLITE_BUSY";
}

/** The driver marks errors as fatal after which a connection can no longer be used. Who waited in vain has waited enough. */
function isLost(error: unknown): boolean {
  const inner = driverError(error);
  return (inner.fatal === true || inner.errno === connectionKilled) && !(inner instanceof Unanswered);
}

/** Whether the server takes no writes: a new connection may lead to one that does. */
export const isReadOnly = (error: unknown): boolean => readOnly.has(driverError(error).errno!);

/** Whether the database was away, locked, busy or silent: the request is not at fault, and may succeed when repeated. */
export function isOutage(error: unknown): boolean {
  const { errno, fatal } = driverError(error);
  return isContended(error) || fatal === true || outages.has(errno!);
}

function driverError(error: unknown): { errno?: number; code?: string; fatal?: boolean } {
  const inner = (error as { driverError?: unknown } | null)?.driverError ?? error;
  return inner !== null && typeof inner === "object" ? inner : {};
}
