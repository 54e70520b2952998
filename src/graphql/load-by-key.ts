import DataLoader from "dataloader";
import { In, type EntityTarget, type ObjectLiteral } from "typeorm";
import type { Database } from "../database/database";

/** Loads rows by one key column: one statement for all keys asked for together, each row put to its own key. */
export function loadByKey<Row extends ObjectLiteral>(
  database: Database,
  entity: EntityTarget<Row>,
  column: keyof Row & string,
): DataLoader<string, Row | null> {
  return new DataLoader(async (keys) => {
    const rows = await database.reader.findBy(entity, { [column]: In([...keys]) } as never);
    const byKey = new Map(rows.map((row) => [row[column] as string, row]));
    return keys.map((key) => byKey.get(key) ?? null);
  });
}
