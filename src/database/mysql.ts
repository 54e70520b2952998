import {
  createPool,
  type Connection,
  type FieldPacket,
  type Pool,
  type PoolConnection,
  type RowDataPacket,
} from "mysql2";
import { DataSource } from "typeorm";
import { entities, revisions } from "../../entities";
import type { Database, RowsRead, Tx } from "./database";
import { MysqlUnitRunner } from "./mysql-unit-runner";
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
  const kept = { enableKeepAlive: true, idleTimeout: 60_000, maxPreparedStatements };
  const source = new DataSource({
    type: "mysql",
    url,
    entities,
    migrations: revisions,
    migrationsTableName: "revision",
    migrationsTransactionMode: "each",
    ...common,
    poolSize: 16,
    extra: kept,
  });
  // Apart from those that write, which a unit may hold for long.
  let readers: Pool | undefined;
  return {
    kind: "mysql",
    reader: source.manager,
    rows: (sql, values) => {
      source.logger.logQuery(sql, values);
      const pool = (readers ??= createPool({ uri: url, ...common, ...kept, connectionLimit: 16, rowsAsArray: true }));
      return rowsOf((done) => pool.execute<RowDataPacket[][]>(sql, values, done));
    },
    within: (tx) => ({
      reader: tx,
      rows: async (sql, values) => {
        source.logger.logQuery(sql, values);
        const connection = (await tx.queryRunner!.connect()) as Connection;
        return rowsOf((done) => connection.execute<RowDataPacket[][]>({ sql, values, rowsAsArray: true }, done));
      },
    }),
    write: (unit) => runAgain(() => transaction(source, unit)),
    writeOne: (unit) => runAgain(() => connected(source, ({ manager }) => unit(manager))),
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

const maxPreparedStatements = 200;
/** The connections whose transactions are READ COMMITTED. */
const readCommitted = new WeakSet<PoolConnection>();

/** All of the unit or nothing. */
const transaction = <T>(source: DataSource, unit: (tx: Tx) => Promise<T>): Promise<T> =>
  connected(source, async (runner, connection) => {
    try {
      await runner.startTransaction();
      const result = await unit(runner.manager);
      await runner.commitTransaction();
      return result;
    } catch (error) {
      // A connection whose ROLLBACK failed must not come back with its transaction open.
      await runner.query("ROLLBACK").catch(() => connection.destroy());
      throw error;
    }
  });

/** Works on a connection of its own. */
async function connected<T>(
  source: DataSource,
  work: (runner: MysqlUnitRunner, connection: PoolConnection) => Promise<T>,
): Promise<T> {
  const runner = new MysqlUnitRunner(source);
  const connection = (await runner.connect()) as PoolConnection;
  try {
    if (!readCommitted.has(connection)) await runner.query("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
    readCommitted.add(connection);
    return await work(runner, connection);
  } finally {
    await runner.release();
  }
}

/** Any pool's or connection's way to tell what it has found. */
type Done = (error: Error | null, rows: RowDataPacket[][], fields: FieldPacket[]) => void;

const rowsOf = (ask: (done: Done) => unknown): Promise<RowsRead> =>
  new Promise((resolve, reject) =>
    ask((error, rows, fields) => {
      if (error) reject(error);
      else resolve({ columns: () => fields.map(({ name }) => name), rows });
    }),
  );
