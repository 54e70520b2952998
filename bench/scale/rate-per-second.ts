import { setTimeout } from "node:timers/promises";

const longestMs = 5 * 60_000;

/** Returns how many of `all` tasks are done a second, from when the first ones are done until none is left. */
export async function ratePerSecond(all: number, left: () => Promise<number>): Promise<number> {
  const began = performance.now();
  const when = async (reached: (left: number) => boolean) => {
    for (;;) {
      const present = await left();
      const at = performance.now();
      if (reached(present)) return { left: present, at };
      if (at - began > longestMs) throw new Error(`${present} of ${all} were not done in time`);
      await setTimeout(2);
    }
  };
  const begun = await when((present) => present < all);
  const ended = await when((present) => present === 0);
  return begun.left / ((ended.at - begun.at) / 1_000);
}
