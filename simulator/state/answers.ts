import type Database from "better-sqlite3";

/** What a call is answered with. */
export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

interface Row {
  call: string;
  answer: string;
}

/** The answers to writes that succeeded, by MS-RequestId. */
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
