import type { EntityTarget, ObjectLiteral } from "typeorm";
import type { Tx } from "./database";

/** Updates the rows that have those values and answers how many they were, without the query builder's detours. */
export async function updateRows<Row extends ObjectLiteral>(
  tx: Tx,
  table: EntityTarget<Row>,
  where: Partial<Row>,
  change: Partial<Row>,
): Promise<number> {
  const { driver } = tx.dataSource;
  const metadata = tx.dataSource.getMetadata(table);
  const values: unknown[] = [];
  const equals = (part: Partial<Row>, separator: string): string =>
    Object.entries(part)
      .map(([property, value]) => {
        const column = metadata.findColumnWithPropertyName(property)!;
        values.push(driver.preparePersistentValue(value, column));
        return `${driver.escape(column.databaseName)} = ?`;
      })
      .join(separator);
  const sql = `UPDATE ${driver.escape(metadata.tablePath)} SET ${equals(change, ", ")} WHERE ${equals(where, " AND ")}`;
  const { affected } = await tx.queryRunner!.query(sql, values, true);
  return affected!;
}
