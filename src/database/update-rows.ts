import type { DataSource, EntityTarget, ObjectLiteral } from "typeorm";
import type { Tx } from "./database";
import { sendLater } from "./send-later";

/** The new values of columns: a value, or a function that returns an SQL expression. */
export type Change<Row> = { [Property in keyof Row]?: Row[Property] | (() => string) };

/** Updates the rows with those values and returns how many matched, without the query builder's overhead. */
export async function updateRows<Row extends ObjectLiteral>(
  tx: Tx,
  table: EntityTarget<Row>,
  where: Partial<Row>,
  change: Change<Row>,
): Promise<number> {
  const { sql, values } = update(tx.dataSource, table, where, change);
  return (await tx.queryRunner!.query(sql, values, true)).affected!;
}

/**
 * The same with the next statement, for callers that do not need the number of rows or know it in advance: the unit
 * fails if it differs from `rows`.
 */
export function updateRowsLater<Row extends ObjectLiteral>(
  tx: Tx,
  table: EntityTarget<Row>,
  where: Partial<Row>,
  change: Change<Row>,
  rows?: number,
): Promise<void> {
  const { sql, values } = update(tx.dataSource, table, where, change);
  return sendLater(tx, sql, values, rows);
}

function update<Row extends ObjectLiteral>(
  source: DataSource,
  table: EntityTarget<Row>,
  where: Partial<Row>,
  change: Change<Row>,
) {
  const values: unknown[] = [];
  const set = equations(source, table, change, values).join(", ");
  return {
    sql: `UPDATE ${pathOf(source, table)} SET ${set} WHERE ${conditions(source, table, where, values)}`,
    values,
  };
}

/** Deletes the rows with those values and returns how many there were. */
export async function deleteRows<Row extends ObjectLiteral>(
  tx: Tx,
  table: EntityTarget<Row>,
  where: Partial<Row>,
): Promise<number> {
  const { sql, values } = deletion(tx.dataSource, table, where);
  return (await tx.queryRunner!.query(sql, values, true)).affected!;
}

/** The same with the next statement, for callers that do not need the number of rows. */
export function deleteRowsLater<Row extends ObjectLiteral>(
  tx: Tx,
  table: EntityTarget<Row>,
  where: Partial<Row>,
): Promise<void> {
  const { sql, values } = deletion(tx.dataSource, table, where);
  return sendLater(tx, sql, values);
}

function deletion<Row extends ObjectLiteral>(source: DataSource, table: EntityTarget<Row>, where: Partial<Row>) {
  const values: unknown[] = [];
  return { sql: `DELETE FROM ${pathOf(source, table)} WHERE ${conditions(source, table, where, values)}`, values };
}

const pathOf = (source: DataSource, table: EntityTarget<ObjectLiteral>): string =>
  source.driver.escape(source.getMetadata(table).tablePath);

/** Returns the condition for rows with those values, where null means IS NULL. */
function conditions<Row extends ObjectLiteral>(
  source: DataSource,
  table: EntityTarget<Row>,
  where: Partial<Row>,
  values: unknown[],
): string {
  return equations(source, table, where, values, "IS NULL").join(" AND ");
}

/**
 * Returns for each property its column and value in SQL, with `ofNull` in place of `= NULL`. Adds the values of the
 * question marks to `values`.
 */
export function equations<Row extends ObjectLiteral>(
  source: DataSource,
  table: EntityTarget<Row>,
  change: Change<Row>,
  values: unknown[],
  ofNull?: string,
): string[] {
  const { driver } = source;
  const metadata = source.getMetadata(table);
  return Object.entries(change).map(([property, value]: [string, unknown]) => {
    const column = metadata.findColumnWithPropertyName(property)!;
    const name = driver.escape(column.databaseName);
    if (value === null && ofNull !== undefined) return `${name} ${ofNull}`;
    if (typeof value === "function") return `${name} = ${(value as () => string)()}`;
    values.push(driver.preparePersistentValue(value, column));
    return `${name} = ?`;
  });
}
