import type { Clock } from "../clock";
import { Cache } from "./cache";

const shortMs = 10_000;
const dayMs = 24 * 3_600_000;

/** Creates a cache of a system's answers. Null is kept briefly; other answers are served stale for up to a day. */
export function answerCache<T>(clock: Clock, cacheMs: number, nullMs = shortMs): Cache<T | null> {
  return new Cache<T | null>(clock, {
    freshMs: (value) => (value === null ? Math.min(nullMs, cacheMs) : cacheMs),
    staleMs: (value) => (value === null ? 0 : dayMs),
  });
}
