import { pino, stdSerializers, type DestinationStream, type Logger } from "pino";

export type { Logger };

const longestText = 2_000;
const longestList = 20;

/** Structured lines on standard output, or wherever they are to go; secrets never stand in them. */
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

/** An error as it is logged: a database's own brings along the whole statement, and everything that it was given. */
function describeError(error: Error): unknown {
  const described = stdSerializers.err(error);
  try {
    return JSON.parse(JSON.stringify(described, bounded));
  } catch {
    // It leads back to itself, and is cut off where it does.
    return described;
  }
}

function bounded(_: string, value: unknown): unknown {
  if (typeof value === "string") return value.length > longestText ? `${value.slice(0, longestText)}…` : value;
  if (!Array.isArray(value) || value.length <= longestList) return value;
  return [...(value as unknown[]).slice(0, longestList), `… and ${value.length - longestList} more`];
}
