import { minutes } from "../../support/test-clock";

/** How often within how long. */
export interface Limit {
  count: number;
  ms: number;
}

/** What a migration admits of codes, and of names of tenants. */
export const perHour: Limit = { count: 5, ms: minutes(60) };

/** What a viewer may cause. */
export const perDay: Limit = { count: 20, ms: minutes(24 * 60) };

/** Checks that what happened at those times was not more than the limit. */
export function withinLimit({ count, ms }: Limit, times: number[]): void {
  times.forEach((time, index) => {
    const oneMore = times[index + count];
    if (oneMore !== undefined) expect(oneMore - time).toBeGreaterThanOrEqual(ms);
  });
}
