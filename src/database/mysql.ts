import {
  createPool,
  type Connection,
  type FieldPacket,
  type Pool,
  type PoolConnection,
  type PoolOptions,
  type RowDataPacket,
} from "mysql2";
import { DataSource } from "typeorm";
import { entities, revisions } from "../../entities";
import type { Database, Patience, RowsRead, Tx } from "./database";
import { MysqlUnitRunner } from "./mysql-unit-runner";
import { isReadOnly, nothingDone, runAgain } from "./run-again";
import { closeOutdated, Unanswered, watchConnections, type Watch } from "./watch-connections";

/** MySQL, MariaDB or a compatible database, through connection pools. */
export function mysqlDatabase(url: string, { lookMs, lockSeconds }: Patience): Database {
  const openPool = (options: PoolOptions) => createPool(options).on("connection", begin).on("release", closeOutdated);
  const begin = (one: PoolConnection) => {
    for (const setting of settings(lockSeconds)) one.query(`SET SESSION ${setting}`, () => undefined);
  };
  const common = {
    // Matches the columns' collation: with literals of another one, an index range with fixed leading columns would not
    // be sorted already.
    charset: "utf8mb4_bin",
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
    driver: { createPool: openPool },
  });
  // Separate pools, because a write unit may hold its connection for long.
  let [readers, units]: Pool[] = [];
  let watch: Watch | undefined;
  const unitPool = () =>
    (units ??= openPool({
      ...{ uri: url, ...common, ...kept, connectionLimit: 16, multipleStatements: true },
      // As TypeORM sets it: an object among the values is never expanded into SQL.
      stringifyObjects: true,
    }));
  /** Runs the unit, also again. From a former primary, it moves to where new connections lead. */
  const tried = <T>(unit: () => Promise<T>): Promise<T> =>
    runAgain(() =>
      unit().catch((error: unknown) => {
        if (isReadOnly(error)) watch?.renew();
        throw error;
      }),
    );
  return {
    kind: "mysql",
    reader: source.manager,
    rows: (sql, values) => {
      source.logger.logQuery(sql, values);
      const pool = (readers ??= openPool({ uri: url, ...common, ...kept, connectionLimit: 16, rowsAsArray: true }));
      const ask = (done: Done) => pool.execute<RowDataPacket[][]>(sql, values, done);
      return runAgain(() =>
        rowsOf((done) =>
          ask((error, rows, fields) => (error instanceof Unanswered ? ask(done) : done(error, rows, fields))),
        ),
      );
    },
    within: (tx) => ({
      reader: tx,
      rows: async (sql, values) => {
        const runner = tx.queryRunner as MysqlUnitRunner;
        await runner.flush();
        source.logger.logQuery(sql, values);
        const connection = (await runner.connect()) as Connection;
        return rowsOf((done) => connection.execute<RowDataPacket[][]>({ sql, values, rowsAsArray: true }, done));
      },
    }),
    write: (unit) => tried(() => connected(unitPool(), (connection) => transaction(source, connection, unit))),
    writeOne: (unit) => tried(() => connected(poolOf(source), (connection) => statement(source, connection, unit))),
    open: async () => {
      if (!source.isInitialized) await source.initialize();
      // TypeORM checks for its table and then creates it: if two processes start at once, one would fail.
      await source.query(
        "CREATE TABLE IF NOT EXISTS revision" +
          " (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, timestamp bigint NOT NULL, name varchar(255) NOT NULL)",
      );
      await source.runMigrations();
      // Not earlier: revisions may take long.
      watch ??= watchConnections(() => [poolOf(source), units, readers], lookMs);
    },
    ping: async () => {
      await source.query("SELECT 1 FROM revision LIMIT 1");
    },
    close: async () => {
      for (const pool of [readers, units]) await pool?.promise().end();
      readers = units = undefined;
      if (source.isInitialized) await source.destroy();
      watch?.end();
      watch = undefined;
    },
  };
}

const maxPreparedStatements = 200;
/**
 * What every session sets; a server without the variable refuses it. Whoever waits for somebody else's lock, on a row or
 * a table, is told so in time, and then nothing has been done. On a Galera cluster, statements wait for what other nodes
 * have committed: a worker that reads an old row may find nothing to do, and drop the job that another node holds.
 */
const settings = (lockSeconds: number): string[] => [
  `innodb_lock_wait_timeout = ${lockSeconds}, lock_wait_timeout = ${lockSeconds}`,
  "wsrep_sync_wait = 3",
];
/** The pool that TypeORM created. */
const poolOf = ({ driver }: DataSource): Pool => (driver as unknown as { pool: Pool }).pool;

/** The connections whose session is set up for transactions. */
const told = new WeakSet<PoolConnection>();
const isolation = "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED";

/** Runs all of the unit or nothing. The first statement begins the transaction, because autocommit is off. */
async function transaction<T>(
  source: DataSource,
  connection: PoolConnection,
  unit: (tx: Tx) => Promise<T>,
): Promise<T> {
  const runner = new MysqlUnitRunner(source, connection, { within: "transaction" });
  let committing = false;
  try {
    if (!told.has(connection)) {
      await runner.later("SET SESSION autocommit = 0");
      await runner.query(isolation);
      told.add(connection);
    }
    const result = await unit(runner.manager as Tx);
    committing = true;
    await runner.commit();
    return result;
  } catch (error) {
    // A connection whose ROLLBACK failed must not return to the pool with its transaction open.
    await runner.rollback().catch(() => connection.destroy());
    throw committing ? error : nothingDone(error);
  }
}

async function statement<T>(source: DataSource, connection: PoolConnection, unit: (tx: Tx) => Promise<T>): Promise<T> {
  const runner = new MysqlUnitRunner(source, connection, { within: "statement" });
  if (!told.has(connection)) await runner.query(isolation);
  told.add(connection);
  return unit(runner.manager as Tx);
}

/** Runs the work on a connection of its own. */
async function connected<T>(pool: Pool, work: (connection: PoolConnection) => Promise<T>): Promise<T> {
  const connection = await new Promise<PoolConnection>((resolve, reject) =>
    pool.getConnection((error, one) => (error ? reject(nothingDone(error)) : resolve(one))),
  );
  try {
    return await work(connection);
  } finally {
    connection.release();
  }
}

/** The callback with which a pool or connection returns what it found. */
type Done = (error: Error | null, rows: RowDataPacket[][], fields: FieldPacket[]) => void;

const rowsOf = (ask: (done: Done) => unknown): Promise<RowsRead> =>
  new Promise((resolve, reject) =>
    ask((error, rows, fields) => {
      if (error) reject(nothingDone(error));
      else resolve({ columns: () => fields.map(({ name }) => name), rows });
    }),
  );
