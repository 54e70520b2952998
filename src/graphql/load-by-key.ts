import type { Database } from "../database/database";
import type { ReadByKey } from "../database/read-by-key";
import { Loader } from "./loader";

/** Loads the row of each key, with one statement for all keys that are asked for together. */
export function loadByKey<Row>(database: Database, read: ReadByKey<Row>): Loader<string, Row | null> {
  return new Loader(async (keys) => (await read(database, keys)).map(([row]) => row ?? null));
}
