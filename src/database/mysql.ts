import { DataSource, type EntityManager } from "typeorm";
import { entities, revisions } from "../../entities";
import type { Database, Tx } from "./database";
import { runAgain } from "./run-again";

/** MySQL, MariaDB and what speaks their protocol, through a pool. */
export function mysqlDatabase(url: string): Database {
  const source = new DataSource({
    type: "mysql",
    url,
    entities,
    migrations: revisions,
    migrationsTableName: "revision",
    migrationsTransactionMode: "each",
    charset: "utf8mb4",
    timezone: "Z",
    supportBigNumbers: true,
    bigNumberStrings: false,
    connectTimeout: 5_000,
    poolSize: 16,
    // A connection whose ROLLBACK failed must not come back with its transaction open.
    extra: { resetOnRelease: true, enableKeepAlive: true, idleTimeout: 60_000 },
  });
  return {
    kind: "mysql",
    reader: source.manager,
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
      if (source.isInitialized) await source.destroy();
    },
  };
}
