import type { Clock } from "../clock";

const spanMs = 60_000;
const limit = 10_000;

/**
 * Returns a function that records a value under a key and tells whether this process recorded the same one within the
 * last minute, so that it need not be written again.
 */
export function keptLately(clock: Clock): (key: string, value: string) => boolean {
  const kept = new Map<string, { value: string; at: number }>();
  return (key, value) => {
    const now = clock.now();
    const before = kept.get(key);
    if (before?.value === value && now - before.at < spanMs) return true;
    kept.delete(key);
    if (kept.size >= limit) kept.delete(kept.keys().next().value!);
    kept.set(key, { value, at: now });
    return false;
  };
}
