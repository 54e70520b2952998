import type Database from "better-sqlite3";

/** The answer to a call. */
export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

interface Row {
  call: string;
  answer: string;
}

/** The answers to successful writes, by system and MS-RequestId. */
export function answerStore(database: Database.Database) {
  const select = database.prepare("SELECT call, answer FROM answers WHERE system = ? AND request_id = ?");
  const insert = database.prepare("INSERT INTO answers (system, request_id, call, answer) VALUES (?, ?, ?, ?)");
  return {
    find(system: string, requestId: string): { call: string; answer: Answer } | undefined {
      const row = select.get(system, requestId) as Row | undefined;
      return row && { call: row.call, answer: JSON.parse(row.answer) as Answer };
    },
    remember(system: string, requestId: string, call: string, answer: Answer): void {
      insert.run(system, requestId, call, JSON.stringify(answer));
    },
  };
}
