import { pino, stdSerializers, type DestinationStream, type Logger } from "pino";

export type { Logger };

const longestText = 2_000;
const longestList = 20;

/** Creates a log of structured lines on standard output or the given destination. Secrets are redacted. */
export function createLog(level: string, pretty: boolean, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    redact: ["req.headers.authorization", "authorization", "token", "code", "clientSecret", "*.authorization"],
    serializers: { err: describeError },
    ...(pretty ? { transport: { target: "pino-pretty", options: { ignore: "pid,hostname", singleLine: true } } } : {}),
  };
  return destination ? pino(options, destination) : pino(options);
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
