/** Remembers on which line an account stood: 12 bytes an account, in a table with open addressing. */
export interface SeenAccounts {
  /** The line of the account's first row when this is not the first one; else null, and the line is remembered. */
  firstLine(accountId: string, line: number): number | null;
}

/** 64 bits of the account's ID, and the line; line 0 is a free place. */
const width = 3;

/** Nothing is seen yet. */
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
