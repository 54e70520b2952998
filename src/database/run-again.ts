import { setTimeout as wait } from "node:timers/promises";

/** Deadlock, lock wait time-out, lost certification: nothing happened, and the same unit may well succeed now. */
const transient = new Set([1213, 1205, 1020]);
/** No connection was to be had, or it is being shut down: nothing happened yet. */
const elsewhere = new Set([1040, 1047, 1053]);
const tries = 10;

/** Runs the unit, and again while the database says that it was not to blame. */
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

/** The row is there already: someone else was first. */
export function isDuplicate(error: unknown): boolean {
  const { errno, code } = driverError(error);
  return errno === 1062 || code === "SQLITE_CONSTRAINT_UNIQUE" || code === "SQLITE_CONSTRAINT_PRIMARYKEY";
}

function isTransient(error: unknown): boolean {
  const { errno, code } = driverError(error);
  return (errno !== undefined && (transient.has(errno) || elsewhere.has(errno))) || code === "SQLITE_BUSY";
}

function driverError(error: unknown): { errno?: number; code?: string } {
  const inner = (error as { driverError?: unknown } | null)?.driverError ?? error;
  return inner !== null && typeof inner === "object" ? inner : {};
}
