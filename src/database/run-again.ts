import { setTimeout as wait } from "node:timers/promises";

/**
 * Deadlock or lost certification, lock wait time-out, record changed since it was read: nothing was committed, and a
 * retry may succeed.
 */
const transient = new Set([1213, 1205, 1020]);
/** Too many connections, node not ready, server shutting down: nothing was committed. */
const elsewhere = new Set([1040, 1047, 1053]);
/** The server is read-only, such as one that has been replaced as the primary: nothing was committed. */
const readOnly = new Set([1290, 1836]);
const tries = 10;

/** Runs the unit, and retries it while the database reports a transient error. */
export async function runAgain<T>(unit: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await unit();
    } catch (error) {
      if (attempt >= tries || !isTransient(error)) throw error;
      await wait(Math.random() * Math.min(1_000, 5 * 2 ** attempt));
    }
  }
}

/** Whether the row already exists: another writer was first. */
export function isDuplicate(error: unknown): boolean {
  const { errno, code } = driverError(error);
  return errno === 1062 || code === "SQLITE_CONSTRAINT_UNIQUE" || code === "SQLITE_CONSTRAINT_PRIMARYKEY";
}

function isTransient(error: unknown): boolean {
  const { errno = 0, code } = driverError(error);
  return transient.has(errno) || elsewhere.has(errno) || readOnly.has(errno) || code === "SQLITE_BUSY";
}

/** Whether the server takes no writes: a new connection may lead to one that does. */
export const isReadOnly = (error: unknown): boolean => readOnly.has(driverError(error).errno ?? 0);

function driverError(error: unknown): { errno?: number; code?: string } {
  const inner = (error as { driverError?: unknown } | null)?.driverError ?? error;
  return inner !== null && typeof inner === "object" ? inner : {};
}
