import type { Clock } from "../clock";

const spanMs = 60_000;
const limit = 10_000;

/**
 * Returns a function that writes a value under a key, unless this process wrote the same one within the last minute: a
 * write under way is waited for, and one that failed does not count.
 */
export function keptLately(clock: Clock): (key: string, value: string, write: () => Promise<void>) => Promise<void> {
  const kept = new Map<string, { value: string; at: number; written: Promise<void> }>();
  return (key, value, write) => {
    const now = clock.now();
    const before = kept.get(key);
    // The clock may have been set back since.
    if (before?.value === value && Math.abs(now - before.at) < spanMs) return before.written;
    kept.delete(key);
    if (kept.size >= limit) kept.delete(kept.keys().next().value!);
    const entry = { value, at: now, written: write() };
    kept.set(key, entry);
    entry.written.catch(() => {
      if (kept.get(key) === entry) kept.delete(key);
    });
    return entry.written;
  };
}
