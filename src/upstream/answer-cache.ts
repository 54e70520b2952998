import type { Clock } from "../clock";
import { Cache } from "./cache";

const shortMs = 10_000;
const dayMs = 24 * 3_600_000;

/** A cache of a system's answers: a "no such thing" is kept shortly, an old answer outlives an outage of a day. */
export function answerCache<T>(clock: Clock, cacheMs: number, nullMs = shortMs): Cache<T | null> {
  return new Cache<T | null>(clock, {
    freshMs: (value) => (value === null ? Math.min(nullMs, cacheMs) : cacheMs),
    staleMs: (value) => (value === null ? 0 : dayMs),
  });
}
