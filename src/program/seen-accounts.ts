/** Remembers the line of each account: 12 bytes an account, in a hash table with open addressing. */
export interface SeenAccounts {
  /** Returns the line of the account's first row; null if this is the first, and then remembers its line. */
  firstLine(accountId: string, line: number): number | null;
}

/** Numbers per slot: 64 bits of the account's ID, then the line; line 0 marks a free slot. */
const width = 3;

/** Creates an empty table. */
export function createSeenAccounts(): SeenAccounts {
  let places = 1 << 12;
  let table = new Uint32Array(places * width);
  let count = 0;

  const find = (high: number, low: number): number => {
    for (let place = low % places; ; place = (place + 1) % places) {
      const at = place * width;
      if (table[at + 2] === 0 || (table[at] === high && table[at + 1] === low)) return at;
    }
  };
  const grow = () => {
    const former = table;
    places *= 2;
    table = new Uint32Array(places * width);
    for (let at = 0; at < former.length; at += width)
      if (former[at + 2] !== 0) table.set(former.subarray(at, at + width), find(former[at]!, former[at + 1]!));
  };

  return {
    firstLine: (accountId, line) => {
      const bits = Buffer.from(accountId, "base64url");
      const [high, low] = [bits.readUInt32LE(0), bits.readUInt32LE(4)];
      const at = find(high, low);
      if (table[at + 2] !== 0) return table[at + 2]!;
      table.set([high, low, line], at);
      if (++count * 2 > places) grow();
      return null;
    },
  };
}
