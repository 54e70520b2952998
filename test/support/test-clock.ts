import type { Clock } from "../../src/clock";

/** A clock that stands still until it is advanced. */
export interface TestClock extends Clock {
  advance(ms: number): void;
  /** Advances to the present time, for tests that get tokens long after the world was opened. */
  catchUp(): void;
}

/** Converts minutes to milliseconds. */
export const minutes = (count: number): number => count * 60_000;

/** Creates a clock that starts now, when the simulator's tokens are valid, and stands still unless `runs`. */
export function testClock(runs = false): TestClock {
  const begun = Date.now();
  let advanced = 0;
  return {
    now: () => (runs ? Date.now() : begun) + advanced,
    advance: (ms) => {
      advanced += ms;
    },
    catchUp: () => {
      if (!runs) advanced = Math.max(advanced, Date.now() - begun);
    },
  };
}
