import type { EntityManager } from "typeorm";
import { mysqlDatabase } from "./mysql";
import { sqliteDatabase } from "./sqlite";

/** What may read and write within a write unit. Whatever writes takes it as its first parameter. */
export type Tx = EntityManager & { readonly isTx?: true };

/** A value of a statement. */
export type Value = string | number | null;

/** What a statement has read: every row as an array, and the names of the columns in the same order. */
export interface RowsRead {
  rows: unknown[][];
  columns(): string[];
}

/** The database: many readers, and one way to write. */
export interface Database {
  readonly kind: "mysql" | "sqlite";
  /** Reads outside a write unit. Never write with it. */
  readonly reader: EntityManager;
  /** Reads outside a write unit by a statement that is prepared once and kept. */
  rows(sql: string, values: Value[]): Promise<RowsRead>;
  /**
   * Runs the unit in one transaction: all of it happens or nothing. The unit may run again when the database
   * asks for it (deadlock, lost certification), so it must do nothing outside the transaction.
   */
  write<T>(unit: (tx: Tx) => Promise<T>): Promise<T>;
  /** Connects and applies outstanding revisions; may be called again after a failure. */
  open(): Promise<void>;
  /** Throws when the database does not answer in time. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** The database behind `mysql://…` or `sqlite:path`. */
export function createDatabase(url: string): Database {
  return url.startsWith("sqlite:") ? sqliteDatabase(url.slice("sqlite:".length)) : mysqlDatabase(url);
}
