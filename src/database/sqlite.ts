import { DataSource, QueryFailedError } from "typeorm";
import { entities, revisions } from "../../entities";
import type { Database, RowsRead, Tx, Value } from "./database";
import { runAgain } from "./run-again";

/**
 * SQLite in a file. TypeORM has a single connection for it, on which transactions would mix: write units queue for the
 * writer, and reads have a connection of their own.
 */
export function sqliteDatabase(path: string): Database {
  const common = { type: "better-sqlite3" as const, database: path, entities, enableWAL: true, timeout: 5_000 };
  const writer = new DataSource({
    ...common,
    migrations: revisions,
    migrationsTableName: "revision",
    prepareDatabase: (db: { pragma(text: string): unknown }) => {
      db.pragma("synchronous = FULL");
    },
  });
  const reader = new DataSource(common);
  const notOpen = (): RowsRead => {
    throw new Error("the database is not open");
  };
  let [outside, inUnits]: [Statements, Statements] = [notOpen, notOpen];
  let last: Promise<unknown> = Promise.resolve();

  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  };

  return {
    kind: "sqlite",
    reader: reader.manager,
    rows: (sql, values) => read(reader, outside, sql, values),
    within: (tx) => ({ reader: tx, rows: (sql, values) => read(writer, inUnits, sql, values) }),
    write: (unit) => alone(() => runAgain(() => transaction(writer, unit))),
    writeOne: (unit) => alone(() => runAgain(() => unit(writer.createQueryRunner().manager as Tx))),
    open: async () => {
      if (!writer.isInitialized) await writer.initialize();
      await alone(() => writer.runMigrations());
      if (!reader.isInitialized) await reader.initialize();
      [outside, inUnits] = [preparedOn(reader), preparedOn(writer)];
    },
    ping: async () => {
      await reader.query("SELECT 1 FROM revision LIMIT 1");
    },
    close: async () => {
      await last;
      for (const source of [reader, writer]) if (source.isInitialized) await source.destroy();
    },
  };
}

type Statements = (sql: string, values: Value[]) => RowsRead;

/** The part of better-sqlite3's connection that is used without TypeORM. */
interface Connection {
  inTransaction: boolean;
  prepare(sql: string): { raw(): { all(...values: Value[]): unknown[][]; columns(): { name: string }[] } };
}

const mostStatements = 500;

const connectionOf = ({ driver }: DataSource): Connection =>
  (driver as unknown as { databaseConnection: Connection }).databaseConnection;

function preparedOn(source: DataSource): Statements {
  const connection = connectionOf(source);
  const kept = new Map<string, ReturnType<ReturnType<Connection["prepare"]>["raw"]>>();
  return (sql, values) => {
    const statement = kept.get(sql) ?? connection.prepare(sql).raw();
    if (kept.size >= mostStatements) kept.clear();
    kept.set(sql, statement);
    const rows = statement.all(...values);
    return { columns: () => statement.columns().map(({ name }) => name), rows };
  };
}

async function read(source: DataSource, statements: Statements, sql: string, values: Value[]): Promise<RowsRead> {
  source.logger.logQuery(sql, values);
  try {
    return statements(sql, values);
  } catch (error) {
    throw new QueryFailedError(sql, values, error as Error);
  }
}

async function transaction<T>(writer: DataSource, unit: (tx: Tx) => Promise<T>): Promise<T> {
  const runner = writer.createQueryRunner();
  // IMMEDIATE: another process must not write between what the unit reads and what it writes.
  await runner.query("BEGIN IMMEDIATE");
  try {
    const result = await unit(runner.manager as Tx);
    await runner.query("COMMIT");
    return result;
  } catch (error) {
    // After some errors, such as a full disk, SQLite has rolled back by itself: another ROLLBACK would fail.
    if (connectionOf(writer).inTransaction) await runner.query("ROLLBACK");
    throw error;
  }
}
