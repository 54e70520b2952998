import type { EntityManager } from "typeorm";
import { mysqlDatabase } from "./mysql";
import { sqliteDatabase } from "./sqlite";

declare const unit: unique symbol;

/** Reads and writes within a write unit. Functions that write take it as their first parameter. */
export type Tx = EntityManager & { readonly [unit]: true };

/** A parameter of a statement. */
export type Value = string | number | null;

/** The result of a read: each row as an array, and the column names in the same order. */
export interface RowsRead {
  rows: unknown[][];
  columns(): string[];
}

/** Runs reads whose statements are prepared once and kept. */
export interface Reads {
  /** Builds the statements. Never write with it. */
  readonly reader: EntityManager;
  rows(sql: string, values: Value[]): Promise<RowsRead>;
}

/** The database: concurrent reads, and one way to write. Its own reads run outside write units. */
export interface Database extends Reads {
  readonly kind: "mysql" | "sqlite";
  /** Reads within the write unit. */
  within(tx: Tx): Reads;
  /**
   * Runs the unit in one transaction, all of it or nothing. The unit is retried when the database asks for it
   * (deadlock, lost certification), so it must do nothing outside the transaction.
   */
  write<T>(unit: (tx: Tx) => Promise<T>): Promise<T>;
  /** The same for a unit of one statement, which commits by itself without BEGIN and COMMIT. */
  writeOne<T>(unit: (tx: Tx) => Promise<T>): Promise<T>;
  /** Connects and applies outstanding revisions; may be called again after a failure. */
  open(): Promise<void>;
  /**
   * Reads a row, and throws when the database does not answer in time: a Galera node that is cut off from its cluster
   * still answers what needs no table.
   */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** How long a server is waited for. */
export interface Patience {
  /** How often it is checked whether the server still answers. */
  lookMs: number;
  /** How long a statement waits for a lock that somebody else holds. */
  lockSeconds: number;
}

/** Returns the database behind `mysql://…` or `sqlite:path`. */
export function createDatabase(url: string, { lookMs = 1_000, lockSeconds = 5 }: Partial<Patience> = {}): Database {
  return url.startsWith("sqlite:")
    ? sqliteDatabase(url.slice("sqlite:".length))
    : mysqlDatabase(url, { lookMs, lockSeconds });
}
