import { createReadStream } from "node:fs";

/** A line of a file with its number; no text when the line is too long or not UTF-8. */
export interface Line {
  number: number;
  text: string | undefined;
}

const LONGEST = 1024 * 1024;
const NEWLINE = 10;

/** Reads a file line by line. However long a line is, memory holds at most one line of the allowed length. */
export async function* readLines(path: string): AsyncGenerator<Line> {
  let number = 0;
  let pieces: Buffer[] = [];
  let length = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      pieces.push(chunk.subarray(from, end));
      yield { number: ++number, text: decode(pieces, length + end - from) };
      pieces = [];
      length = 0;
      from = end + 1;
    }
    length += chunk.length - from;
    if (length > LONGEST) pieces = [];
    else pieces.push(chunk.subarray(from));
  }
  if (length > 0) yield { number: number + 1, text: decode(pieces, length) };
}

function decode(pieces: Buffer[], length: number): string | undefined {
  if (length > LONGEST) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(pieces)).trim();
  } catch {
    return undefined;
  }
}
