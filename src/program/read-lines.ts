const newline = 10;
const longest = 1024 * 1024;

/** A line that is not blank. With a fault, its text is only for display. */
export interface Line {
  number: number;
  /** Where it begins in the file, and its length in bytes. */
  start: number;
  length: number;
  text: string;
  fault: string | null;
  /** How many bytes of the file have been read up to the end of this line. */
  bytes: number;
}

/** Splits a file into lines, with no more of it in memory than one chunk and one line of at most 1 MB. */
export async function* readLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Line> {
  let number = 0;
  let bytes = 0;
  let start = 0;
  let pieces: Buffer[] = [];
  let length = 0;

  const keep = (piece: Buffer) => {
    length += piece.length;
    if (length <= longest) pieces.push(piece);
    // Of a line that is too long, keep the start for display.
    else pieces = pieces.slice(0, 2);
  };
  const take = (end: number): Line => {
    const decoded = decode(Buffer.concat(pieces), length > longest);
    const line = { number: ++number, start, length, ...decoded, bytes: end };
    start = end;
    pieces = [];
    length = 0;
    return line;
  };

  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, from)) {
      keep(chunk.subarray(from, end));
      from = end + 1;
      const line = take(bytes + from);
      if (line.text !== "" || line.fault !== null) yield line;
    }
    if (from < chunk.length) keep(chunk.subarray(from));
    bytes += chunk.length;
  }
  if (length === 0) return;
  const last = take(bytes);
  if (last.text !== "" || last.fault !== null) yield last;
}

/** Removes a byte order mark, as does the lenient one. */
const strict = new TextDecoder("utf-8", { fatal: true });
const lenient = new TextDecoder("utf-8");

function decode(bytes: Buffer, tooLong: boolean): Pick<Line, "text" | "fault"> {
  if (tooLong) return { text: lenient.decode(bytes), fault: "line too long" };
  try {
    return { text: strict.decode(bytes).trim(), fault: null };
  } catch {
    return { text: lenient.decode(bytes), fault: "not UTF-8" };
  }
}
