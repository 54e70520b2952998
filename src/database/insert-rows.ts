import type { EntityTarget, ObjectLiteral } from "typeorm";
import type { ColumnMetadata } from "typeorm/metadata/ColumnMetadata.js";
import type { Tx } from "./database";
import { sendLater } from "./send-later";
import { equations, type Change } from "./update-rows";

/** A few fixed sizes give few distinct statements, which SQLite's driver keeps prepared. */
const sizes = [200, 20, 2, 1];

/**
 * Inserts rows with the next statement, many per INSERT: several times as fast as the query builder with its named
 * parameters. An existing key is a duplicate error or, with `known`, changes the row that is there.
 */
export async function insertRows<Row extends ObjectLiteral>(
  tx: Tx,
  table: EntityTarget<Row>,
  rows: Row[],
  { known }: { known?: Change<Row> } = {},
): Promise<void> {
  const { driver } = tx.dataSource;
  const isMysql = driver.options.type === "mysql";
  const { tablePath, columns } = tx.dataSource.getMetadata(table);
  const kept = (column: ColumnMetadata, value: unknown): unknown =>
    // Only objects and booleans are stored as something else.
    typeof value === "object" || typeof value === "boolean" ? driver.preparePersistentValue(value, column) : value;
  const names = columns.map(({ databaseName }) => driver.escape(databaseName)).join(", ");
  const row = `(${columns.map(() => "?").join(", ")})`;
  const into = `INSERT INTO ${driver.escape(tablePath)} (${names}) VALUES `;
  const anew: unknown[] = [];
  const change = known ? equations(tx.dataSource, table, known, anew).join(", ") : "";
  const otherwise = change && (isMysql ? ` ON DUPLICATE KEY UPDATE ${change}` : ` ON CONFLICT DO UPDATE SET ${change}`);
  let from = 0;
  for (const size of sizes)
    for (; rows.length - from >= size; from += size) {
      const values: unknown[] = [];
      for (let i = from; i < from + size; i++)
        for (const column of columns) values.push(kept(column, rows[i]![column.propertyName]));
      await sendLater(tx, into + times(row, size) + otherwise, [...values, ...anew]);
    }
}

const times = (row: string, size: number): string => Array<string>(size).fill(row).join(", ");
