/** The current time, in milliseconds since 1970 UTC. Tests use a clock of their own. */
export interface Clock {
  now(): number;
}

/** The system clock. */
export const systemClock: Clock = { now: () => Date.now() };
