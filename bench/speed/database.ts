import Database from "better-sqlite3";
import { createConnection, createPool, type Connection, type ExecuteValues, type RowDataPacket } from "mysql2/promise";
import type { Table } from "./world";

/** A parameter of a statement. */
export type Value = string | number | null;

/** Hand-written SQL: statements are prepared, and rows come as arrays. */
export interface Sql {
  rows(sql: string, values: readonly Value[]): Promise<unknown[][]>;
  run(sql: string, values: readonly Value[]): Promise<void>;
}

/** The database of the bench. */
export interface BenchDatabase extends Sql {
  readonly kind: "mysql" | "sqlite";
  /** Runs the work in one transaction, all of it or nothing. */
  unit<T>(work: (tx: Sql) => Promise<T>): Promise<T>;
  fill(tables: Table[]): Promise<void>;
  close(): Promise<void>;
}

/** Opens the database behind `mysql://…` or `sqlite:path`, whose tables must exist. */
export const openDatabase = (url: string): BenchDatabase =>
  url.startsWith("sqlite:") ? openSqlite(url.slice("sqlite:".length)) : openMysql(url);

function openMysql(url: string): BenchDatabase {
  const pool = createPool({ uri: url, rowsAsArray: true, connectionLimit: 16, timezone: "Z" });
  const on = (connection: Pick<Connection, "execute">): Sql => ({
    rows: async (sql, values) => (await connection.execute<RowDataPacket[]>(sql, values as ExecuteValues))[0] as never,
    run: async (sql, values) => void (await connection.execute(sql, values as ExecuteValues)),
  });
  return {
    kind: "mysql",
    ...on(pool),
    unit: async (work) => {
      const connection = await pool.getConnection();
      try {
        await connection.beginTransaction();
        const result = await work(on(connection));
        await connection.commit();
        return result;
      } catch (error) {
        await connection.rollback();
        throw error;
      } finally {
        connection.release();
      }
    },
    fill: async (tables) => {
      const connection = await createConnection({ uri: url });
      for (const { name, columns, rows } of tables)
        for (let from = 0; from < rows.length; from += 2_000)
          await connection.query(`INSERT INTO ${name} (${columns.join(", ")}) VALUES ?`, [
            rows.slice(from, from + 2_000),
          ]);
      await connection.query(`ANALYZE TABLE ${tables.map(({ name }) => name).join(", ")}`);
      await connection.end();
    },
    close: () => pool.end(),
  };
}

function openSqlite(path: string): BenchDatabase {
  const file = new Database(path);
  file.pragma("journal_mode = WAL");
  file.pragma("synchronous = FULL");
  const prepared = new Map<string, Database.Statement>();
  const prepare = (sql: string): Database.Statement => {
    const known = prepared.get(sql) ?? file.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
  const sql: Sql = {
    rows: async (text, values) =>
      prepare(text)
        .all(...values)
        .map((row) => Object.values(row as Record<string, unknown>)),
    run: async (text, values) => void prepare(text).run(...values),
  };
  let last: Promise<unknown> = Promise.resolve();
  const unit = async <T>(work: (tx: Sql) => Promise<T>): Promise<T> => {
    file.exec("BEGIN IMMEDIATE");
    try {
      const result = await work(sql);
      file.exec("COMMIT");
      return result;
    } catch (error) {
      file.exec("ROLLBACK");
      throw error;
    }
  };
  return {
    kind: "sqlite",
    ...sql,
    unit: (work) => {
      const turn = last.then(() => unit(work));
      last = turn.catch(() => undefined);
      return turn;
    },
    fill: async (tables) => {
      file.exec("BEGIN");
      for (const { name, columns, rows } of tables) {
        const insert = file.prepare(
          `INSERT INTO ${name} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join()})`,
        );
        for (const row of rows) insert.run(...row);
      }
      file.exec("COMMIT; ANALYZE");
    },
    close: async () => void file.close(),
  };
}
