import type { Clock } from "../../src/clock";

/** A clock that stands still until it is moved on. */
export interface TestClock extends Clock {
  advance(ms: number): void;
  /** Goes on to the present time: for who takes tokens long after the world has begun. */
  catchUp(): void;
}

export const minutes = (count: number): number => count * 60_000;

/** A clock that begins at the present time, where the simulator's tokens are valid, and stands still unless it runs. */
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
