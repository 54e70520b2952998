import { clientPause, pollPause } from "../../src/mpn/vetting-rules";
import { backOff } from "../../src/outbox/job-outcome";
import { minutes } from "../support/test-clock";

const cap = minutes(5);
const tries = [1, 2, 3, 5, 8, 12, 20, 50, 1_000];

test.each(tries)("after failure %i a job waits with full jitter, up to an exponential limit and the cap", (n) => {
  const longest = Math.min(cap, 50 * 2 ** Math.min(n, 20));
  const waits = Array.from({ length: 500 }, () => backOff(n, cap));
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...waits)).toBeLessThanOrEqual(longest);
  // Full jitter: the whole span is used, so that jobs which failed together do not come back together.
  expect(Math.min(...waits)).toBeLessThan(longest / 4);
  expect(Math.max(...waits)).toBeGreaterThan(longest / 2);
});

test.each(tries)("after failure %i a job waits at least as long as asked, even beyond the cap", (n) => {
  for (let i = 0; i < 100; i++) {
    expect(backOff(n, cap, 10_000)).toBeGreaterThanOrEqual(10_000);
    expect(backOff(n, 5_000, 60_000)).toBe(60_000);
  }
});

test("vetting is polled after 5 s at first, then ever less often, down to every 15 min", () => {
  const pauses = Array.from({ length: 100 }, (_, polls) => pollPause(polls));
  expect(pauses[0]).toBe(5_000);
  for (const [i, pause] of pauses.slice(1).entries()) expect(pause).toBeGreaterThanOrEqual(pauses[i]!);
  expect(pauses[5]).toBeGreaterThan(pauses[4]!);
  expect(Math.max(...pauses)).toBe(minutes(15));
  expect(pauses.at(-1)).toBe(minutes(15));
});

test("a client polls just after the service's next poll, between 1 s and 15 min from now", () => {
  expect(clientPause({ nextPollAt: 20_000 }, 10_000)).toBe(10_500);
  expect(clientPause({ nextPollAt: 10_000 }, 10_000)).toBe(1_000);
  expect(clientPause({ nextPollAt: 0 }, 10_000)).toBe(1_000);
  expect(clientPause({ nextPollAt: minutes(60) }, 0)).toBe(minutes(15));
});
