import { pino, type Logger } from "pino";

export type { Logger };

/** Structured lines on standard output; secrets never stand in them. */
export function createLog(level: string, pretty: boolean): Logger {
  return pino({
    level,
    base: null,
    redact: ["req.headers.authorization", "authorization", "token", "code", "clientSecret", "*.authorization"],
    ...(pretty ? { transport: { target: "pino-pretty", options: { ignore: "pid,hostname", singleLine: true } } } : {}),
  });
}
