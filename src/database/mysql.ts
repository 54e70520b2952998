import { createPool, type Pool, type RowDataPacket } from "mysql2";
import { DataSource, type EntityManager } from "typeorm";
import { entities, revisions } from "../../entities";
import type { Database, RowsRead, Tx, Value } from "./database";
import { runAgain } from "./run-again";

/** MySQL, MariaDB and what speaks their protocol, through a pool. */
export function mysqlDatabase(url: string): Database {
  const common = {
    charset: "utf8mb4",
    timezone: "Z",
    supportBigNumbers: true,
    bigNumberStrings: false,
    connectTimeout: 5_000,
  };
  const kept = { enableKeepAlive: true, idleTimeout: 60_000 };
  const source = new DataSource({
    type: "mysql",
    url,
    entities,
    migrations: revisions,
    migrationsTableName: "revision",
    migrationsTransactionMode: "each",
    ...common,
    poolSize: 16,
    // A connection whose ROLLBACK failed must not come back with its transaction open.
    extra: { resetOnRelease: true, ...kept },
  });
  // Prepared statements live as long as their connection is not reset, so they have connections of their own.
  let readers: Pool | undefined;
  return {
    kind: "mysql",
    reader: source.manager,
    rows: (sql, values) => {
      source.logger.logQuery(sql, values);
      readers ??= createPool({ uri: url, ...common, ...kept, connectionLimit: 16, maxPreparedStatements: 200 });
      return execute(readers, sql, values);
    },
    write: <T>(unit: (tx: Tx) => Promise<T>) =>
      runAgain(() => source.transaction("READ COMMITTED", (manager: EntityManager) => unit(manager))),
    open: async () => {
      if (!source.isInitialized) await source.initialize();
      // TypeORM looks for its table and then makes it: of two processes that begin at once, one would fail.
      await source.query(
        "CREATE TABLE IF NOT EXISTS revision" +
          " (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, timestamp bigint NOT NULL, name varchar(255) NOT NULL)",
      );
      await source.runMigrations();
    },
    ping: async () => {
      await source.query("SELECT 1");
    },
    close: async () => {
      await readers?.promise().end();
      readers = undefined;
      if (source.isInitialized) await source.destroy();
    },
  };
}

const execute = (pool: Pool, sql: string, values: Value[]): Promise<RowsRead> =>
  new Promise((resolve, reject) =>
    pool.execute<RowDataPacket[][]>({ sql, values, rowsAsArray: true }, (error, rows, fields) => {
      if (error) reject(error);
      else resolve({ columns: () => fields.map(({ name }) => name), rows });
    }),
  );
