import { EventEmitter, once } from "node:events";

/** A line of the log, read. */
export interface LogLine {
  level: number;
  msg: string;
  correlationId?: string;
  err?: { type: string; message: string };
}

/** Keeps what is logged: `openWorld({ env: { LOG_LEVEL: "warn" }, logTo: log })`. */
export interface LogLines {
  write(line: string): void;
  /** Everything since the last time, and forgets it. */
  take(): string;
  lines(): LogLine[];
  /** Ends when there are that many lines. */
  heard(count: number): Promise<void>;
}

/** A log that is kept for the test to read. */
export function logLines(): LogLines {
  const kept: string[] = [];
  const written = new EventEmitter();
  return {
    write: (line) => {
      kept.push(line);
      written.emit("line");
    },
    heard: async (count) => {
      while (kept.length < count) await once(written, "line");
    },
    take: () => kept.splice(0).join(""),
    lines: () => kept.map((line) => JSON.parse(line) as LogLine),
  };
}
