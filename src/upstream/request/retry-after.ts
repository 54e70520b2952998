const longestMs = 5 * 60_000;

/** Reads a Retry-After header (seconds or a date) in milliseconds, at most five minutes; null without a valid one. */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null) return null;
  const ms = /^\s*\d+(\.\d+)?\s*$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? null : Math.min(Math.max(0, ms), longestMs);
}
