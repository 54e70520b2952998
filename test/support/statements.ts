import mysql from "mysql2";
import type { DataSource, Logger } from "typeorm";
import type { Database } from "../../src/database/database";

/** A statement as it was given to the driver. */
export interface Statement {
  sql: string;
  parameters: unknown[];
}

/** Returns the statements sent to the database during `work`, in order, without those that frame transactions. */
export async function statementsOf(database: Database, work: () => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = [];
  const listener: Partial<Logger> = {
    logQuery: (sql, parameters) =>
      void statements.push({ sql, parameters: (parameters as unknown[] | undefined) ?? [] }),
    logQueryError: () => {},
    logQuerySlow: () => {},
    log: () => {},
  };
  const sources = new Set<DataSource>([database.reader.connection]);
  await database.write(async (tx) => void sources.add(tx.connection));
  const before = [...sources].map((source) => ({ source, logger: source.logger }));
  for (const source of sources) source.logger = listener as Logger;
  try {
    await work();
  } finally {
    for (const { source, logger } of before) source.logger = logger;
  }
  return statements.filter(({ sql }) => !/^(BEGIN|SET SESSION|COMMIT|ROLLBACK)/.test(sql));
}

/** Returns the messages that this process sends to a MySQL server during `work`, in order. */
export async function messagesOf(work: () => Promise<unknown>): Promise<string[]> {
  const { prototype } = (mysql as unknown as { Connection: typeof mysql.Connection }).Connection;
  const messages: string[] = [];
  const spies = (["query", "execute"] as const).map((name) => {
    const whole = prototype[name] as (...given: unknown[]) => unknown;
    return jest.spyOn(prototype, name).mockImplementation(function (this: unknown, ...given: unknown[]) {
      messages.push(typeof given[0] === "string" ? given[0] : (given[0] as { sql: string }).sql);
      return whole.apply(this, given) as never;
    });
  });
  try {
    await work();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return messages;
}
