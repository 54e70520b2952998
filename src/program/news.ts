/** Where a row is in the export. */
export interface RowPlace {
  start: number;
  length: number;
}

/** The rows of an export that must be written, at 20 bytes each. */
export interface News {
  readonly count: number;
  add(accountId: string, place: RowPlace): void;
  /**
   * Yields the rows in the order of the accounts' IDs, the first key of every table of theirs: each row is then written
   * next to the last one, and a large import is as fast at its end as at its beginning.
   */
  inOrder(): Generator<RowPlace>;
}

/** Creates an empty list of rows to write. */
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
      // The first six bytes of the ID, as a number to sort by.
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
