import { EventEmitter, once } from "node:events";

/** A parsed line of the log. */
export interface LogLine {
  level: number;
  msg: string;
  correlationId?: string;
  err?: { type: string; message: string };
}

/** Keeps what is logged: `openWorld({ env: { LOG_LEVEL: "warn" }, logTo: log })`. */
export interface LogLines {
  write(line: string): void;
  /** Returns everything since the last call and clears it. */
  take(): string;
  lines(): LogLine[];
  /** Waits until `count` lines are kept. */
  heard(count: number): Promise<void>;
}

/** Creates a log that keeps its lines for the test to read. */
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
