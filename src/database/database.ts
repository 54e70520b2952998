import type { EntityManager } from "typeorm";
import { mysqlDatabase } from "./mysql";
import { sqliteDatabase } from "./sqlite";

declare const unit: unique symbol;

/** What may read and write within a write unit. Whatever writes takes it as its first parameter. */
export type Tx = EntityManager & { readonly [unit]: true };

/** A value of a statement. */
export type Value = string | number | null;

/** What a statement has read: every row as an array, and the names of the columns in the same order. */
export interface RowsRead {
  rows: unknown[][];
  columns(): string[];
}

/** Where statements read that are prepared once and kept. */
export interface Reads {
  /** What makes the statements. Never write with it. */
  readonly reader: EntityManager;
  rows(sql: string, values: Value[]): Promise<RowsRead>;
}

/** The database: many readers, and one way to write. By itself it reads outside write units. */
export interface Database extends Reads {
  readonly kind: "mysql" | "sqlite";
  /** Reads within the write unit. */
  within(tx: Tx): Reads;
  /**
   * Runs the unit in one transaction: all of it happens or nothing. The unit may run again when the database
   * asks for it (deadlock, lost certification), so it must do nothing outside the transaction.
   */
  write<T>(unit: (tx: Tx) => Promise<T>): Promise<T>;
  /** The same for a unit of one statement, which is a transaction by itself. */
  writeOne<T>(unit: (tx: Tx) => Promise<T>): Promise<T>;
  /** Connects and applies outstanding revisions; may be called again after a failure. */
  open(): Promise<void>;
  /** Throws when the database does not answer in time. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** The database behind `mysql://…` or `sqlite:path`. Whether a server still answers is looked at every `lookMs`. */
export function createDatabase(url: string, { lookMs = 1_000 } = {}): Database {
  return url.startsWith("sqlite:") ? sqliteDatabase(url.slice("sqlite:".length)) : mysqlDatabase(url, lookMs);
}
