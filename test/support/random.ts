/** Choices that look random. */
export interface Random {
  /** True in that part of all cases. */
  chance(part: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** A whole number from 0, below the limit. */
  below(limit: number): number;
}

/** Returns a source of choices; the same seed gives the same ones (mulberry32). */
export function randomBy(seed: number): Random {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { chance: (part) => next() < part, pick: (list) => list[below(list.length)]!, below };
}
