/** What time it is: milliseconds since 1970 UTC. Tests hold a clock of their own. */
export interface Clock {
  now(): number;
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now() };
