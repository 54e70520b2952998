import type { Database } from "../database/database";
import type { ReadByKey } from "../database/read-by-key";
import { Loader } from "./loader";

/** Loads the one row of each key: one statement for all keys asked for together, each row put to its own key. */
export function loadByKey<Row>(database: Database, read: ReadByKey<Row>): Loader<string, Row | null> {
  return new Loader(async (keys) => (await read(database, keys)).map(([row]) => row ?? null));
}
