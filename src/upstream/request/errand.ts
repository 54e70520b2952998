import { randomUUID } from "node:crypto";

/** One thing wanted from a system, in one call or several: they share an ID for support and the time left. */
export interface Errand {
  correlationId: string;
  /** On the clock of `performance.now()`, which nobody can set back. */
  deadline: number;
}

/** How long an interactive caller waits at most. */
export const patienceMs = 5_000;

/** An errand that begins now. */
export function newErrand(ms = patienceMs): Errand {
  return { correlationId: randomUUID(), deadline: performance.now() + ms };
}

/** Milliseconds left, never below zero. */
export function timeLeft(errand: Errand): number {
  return Math.max(0, errand.deadline - performance.now());
}
