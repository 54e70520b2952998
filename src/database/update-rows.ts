import type { EntityTarget, ObjectLiteral } from "typeorm";
import type { Tx } from "./database";

/** What rows become: values, or what the database is to make of its own. */
type Change<Row> = { [Property in keyof Row]?: Row[Property] | (() => string) };

/** Updates the rows that have those values and answers how many they were, without the query builder's detours. */
export async function updateRows<Row extends ObjectLiteral>(
  tx: Tx,
  table: EntityTarget<Row>,
  where: Partial<Row>,
  change: Change<Row>,
): Promise<number> {
  const { driver } = tx.dataSource;
  const metadata = tx.dataSource.getMetadata(table);
  const values: unknown[] = [];
  const equals = (part: Change<Row>, separator: string): string =>
    Object.entries(part)
      .map(([property, value]: [string, unknown]) => {
        const column = metadata.findColumnWithPropertyName(property)!;
        const name = driver.escape(column.databaseName);
        if (typeof value === "function") return `${name} = ${(value as () => string)()}`;
        values.push(driver.preparePersistentValue(value, column));
        return `${name} = ?`;
      })
      .join(separator);
  const sql = `UPDATE ${driver.escape(metadata.tablePath)} SET ${equals(change, ", ")} WHERE ${equals(where, " AND ")}`;
  const { affected } = await tx.queryRunner!.query(sql, values, true);
  return affected!;
}
