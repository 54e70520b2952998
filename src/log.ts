import { pino, stdSerializers, type DestinationStream, type Logger } from "pino";

export type { Logger };

const longestText = 2_000;
const longestList = 20;
/** How many bytes are kept while they cannot be written; lines beyond that are lost. */
const mostKept = 1024 * 1024;
/** How long the end of the process waits for a pipe to be read. */
const farewellMs = 250;

/** Creates a log of structured lines on standard output or the given destination. Secrets are redacted. */
export function createLog(level: string, pretty: boolean, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    redact: ["req.headers.authorization", "authorization", "token", "code", "clientSecret", "*.authorization"],
    serializers: { err: describeError },
    ...(pretty ? { transport: { target: "pino-pretty", options: { ignore: "pid,hostname", singleLine: true } } } : {}),
  };
  return pretty ? pino(options) : pino(options, destination ?? standardOutput());
}

/**
 * Standard output. When it cannot be written, as on a full disk or into a pipe that nobody reads, neither the service nor
 * its end waits for that.
 */
function standardOutput(): DestinationStream {
  let giveUpAt = Infinity;
  const retryEAGAIN = () => performance.now() < giveUpAt;
  const out = pino.destination({ dest: 1, sync: false, maxLength: mostKept, retryEAGAIN });
  const flushSync = out.flushSync.bind(out);
  const flush = () => {
    giveUpAt = performance.now() + farewellMs;
    try {
      flushSync();
    } catch {
      // What is left is lost.
    }
  };
  out.flushSync = flush;
  // Without a listener, the error would end the process, and its end would repeat the write until it succeeds.
  out.on("error", () => (out.flushSync = () => undefined));
  out.on("write", () => (out.flushSync = flush));
  return out;
}

/** Serializes an error, cut to size: a database error carries the whole statement and all its values. */
function describeError(error: Error): unknown {
  const described = stdSerializers.err(error);
  try {
    return JSON.parse(JSON.stringify(described, bounded));
  } catch {
    // A circular reference: the logger cuts it off there.
    return described;
  }
}

function bounded(_: string, value: unknown): unknown {
  if (typeof value === "string") return value.length > longestText ? `${value.slice(0, longestText)}…` : value;
  if (!Array.isArray(value) || value.length <= longestList) return value;
  return [...(value as unknown[]).slice(0, longestList), `… and ${value.length - longestList} more`];
}
