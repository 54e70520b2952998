import type { DataSource, EntityTarget, ObjectLiteral } from "typeorm";
import type { Tx } from "./database";
import { sendLater } from "./send-later";

/** What rows become: values, or what the database is to make of its own. */
export type Change<Row> = { [Property in keyof Row]?: Row[Property] | (() => string) };

/** Updates the rows that have those values and answers how many they were, without the query builder's detours. */
export async function updateRows<Row extends ObjectLiteral>(
  tx: Tx,
  table: EntityTarget<Row>,
  where: Partial<Row>,
  change: Change<Row>,
): Promise<number> {
  const { sql, values } = update(tx.dataSource, table, where, change);
  return (await tx.queryRunner!.query(sql, values, true)).affected!;
}

/** The same with the next statement, for whoever need not know how many they were, or knows: the unit fails when they were not. */
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

/** Deletes the rows that have those values and answers how many they were. */
export async function deleteRows<Row extends ObjectLiteral>(
  tx: Tx,
  table: EntityTarget<Row>,
  where: Partial<Row>,
): Promise<number> {
  const { sql, values } = deletion(tx.dataSource, table, where);
  return (await tx.queryRunner!.query(sql, values, true)).affected!;
}

/** The same for whoever need not know how many they were: with the next statement. */
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

/** Which rows have those values, null where there is none. */
function conditions<Row extends ObjectLiteral>(
  source: DataSource,
  table: EntityTarget<Row>,
  where: Partial<Row>,
  values: unknown[],
): string {
  return equations(source, table, where, values, "IS NULL").join(" AND ");
}

/**
 * Each column and what it is or becomes, in SQL, with another way to say that it is null; what stands for the question
 * marks is added to `values`.
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
