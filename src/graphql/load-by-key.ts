import DataLoader from "dataloader";
import type { Database } from "../database/database";
import type { ReadByKey } from "../database/read-by-key";

/** Loads the one row of each key: one statement for all keys asked for together, each row put to its own key. */
export function loadByKey<Row>(database: Database, read: ReadByKey<Row>): DataLoader<string, Row | null> {
  return new DataLoader(async (keys) => (await read(database, keys)).map(([row]) => row ?? null));
}
