/** Where a row stands in the export. */
export interface RowPlace {
  start: number;
  length: number;
}

/** The rows of an export that have to be written: 20 bytes each. */
export interface News {
  readonly count: number;
  add(accountId: string, place: RowPlace): void;
  /**
   * In the order of the accounts' IDs, by which every table of theirs is kept: written so, each row comes to stand
   * beside the last one, and a large import is as fast at its end as at its beginning.
   */
  inOrder(): Generator<RowPlace>;
}

/** Nothing is to be written yet. */
export function createNews(): News {
  let count = 0;
  let keys = new Float64Array(1 << 12);
  let starts = new Float64Array(1 << 12);
  let lengths = new Uint32Array(1 << 12);

  const grow = () => {
    const size = 2 * count;
    const [formerKeys, formerStarts, formerLengths] = [keys, starts, lengths];
    (keys = new Float64Array(size)).set(formerKeys);
    (starts = new Float64Array(size)).set(formerStarts);
    (lengths = new Uint32Array(size)).set(formerLengths);
  };

  return {
    get count() {
      return count;
    },
    add: (accountId, { start, length }) => {
      if (count === keys.length) grow();
      // As much of the ID as a number can hold.
      keys[count] = Buffer.from(accountId).readUIntBE(0, 6);
      starts[count] = start;
      lengths[count] = length;
      count++;
    },
    *inOrder() {
      const order = Uint32Array.from({ length: count }, (_, index) => index);
      order.sort((a, b) => keys[a]! - keys[b]!);
      for (const index of order) yield { start: starts[index]!, length: lengths[index]! };
    },
  };
}
