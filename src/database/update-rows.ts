import type { DataSource, EntityTarget, ObjectLiteral } from "typeorm";
import type { Tx } from "./database";

/** What rows become: values, or what the database is to make of its own. */
export type Change<Row> = { [Property in keyof Row]?: Row[Property] | (() => string) };

/** Updates the rows that have those values and answers how many they were, without the query builder's detours. */
export async function updateRows<Row extends ObjectLiteral>(
  tx: Tx,
  table: EntityTarget<Row>,
  where: Partial<Row>,
  change: Change<Row>,
): Promise<number> {
  const { dataSource } = tx;
  const values: unknown[] = [];
  const set = equations(dataSource, table, change, values).join(", ");
  const which = equations(dataSource, table, where, values).join(" AND ");
  const path = dataSource.driver.escape(dataSource.getMetadata(table).tablePath);
  const { affected } = await tx.queryRunner!.query(`UPDATE ${path} SET ${set} WHERE ${which}`, values, true);
  return affected!;
}

/** Deletes the rows that have those values and answers how many they were. */
export async function deleteRows<Row extends ObjectLiteral>(
  { dataSource, queryRunner }: Tx,
  table: EntityTarget<Row>,
  where: Partial<Row>,
): Promise<number> {
  const values: unknown[] = [];
  const which = equations(dataSource, table, where, values).join(" AND ");
  const path = dataSource.driver.escape(dataSource.getMetadata(table).tablePath);
  const { affected } = await queryRunner!.query(`DELETE FROM ${path} WHERE ${which}`, values, true);
  return affected!;
}

/** Each column and what it is or becomes, in SQL; what stands for its question marks is added to `values`. */
export function equations<Row extends ObjectLiteral>(
  source: DataSource,
  table: EntityTarget<Row>,
  change: Change<Row>,
  values: unknown[],
): string[] {
  const { driver } = source;
  const metadata = source.getMetadata(table);
  return Object.entries(change).map(([property, value]: [string, unknown]) => {
    const column = metadata.findColumnWithPropertyName(property)!;
    const name = driver.escape(column.databaseName);
    if (typeof value === "function") return `${name} = ${(value as () => string)()}`;
    values.push(driver.preparePersistentValue(value, column));
    return `${name} = ?`;
  });
}
