import type { MpnApplication } from "../../entities/mpn-application";

const firstMs = 5_000;
const longestMs = 15 * 60_000;

/** Milliseconds until the next poll of the vetting: 5 s at first, growing to 15 min. */
export const pollPause = (polls: number): number =>
  Math.min(longestMs, Math.round(firstMs * 1.5 ** Math.min(polls, 20)));

/** Milliseconds until a client should poll again: shortly after the service's own next poll. */
export const clientPause = (application: Pick<MpnApplication, "nextPollAt">, now: number): number =>
  Math.min(longestMs, Math.max(1_000, application.nextPollAt - now + 500));
