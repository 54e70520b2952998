import { randomUUID } from "node:crypto";

/** A task for a system, of one or several calls, which share a correlation ID and a deadline. */
export interface Errand {
  correlationId: string;
  /** By the clock of `performance.now()`, which is monotonic. */
  deadline: number;
}

/** The longest that an interactive caller waits. */
export const patienceMs = 5_000;

/** Creates an errand that begins now. */
export function newErrand(ms = patienceMs): Errand {
  return { correlationId: randomUUID(), deadline: performance.now() + ms };
}

/** Milliseconds left, never below zero. */
export function timeLeft(errand: Errand): number {
  return Math.max(0, errand.deadline - performance.now());
}
