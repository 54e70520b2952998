import type { ObjectLiteral, SelectQueryBuilder } from "typeorm";
import type { Database } from "./database";
import { gather } from "./gather";
import { preparedRead } from "./prepared-read";
import type { RowFactory } from "./row-factory";

/**
 * Reads rows by one key column and returns a list for each key, in the order of the keys: all its rows, or only the
 * first ones where lists may be long.
 */
export type ReadByKey<Row> = (database: Database, keys: readonly string[]) => Promise<Row[][]>;

/** How much is read where lists may be long: the most rows per statement, and the most rows of each list. */
export interface Portion {
  rows: number;
  ofEach: number;
}

interface Found<Row> {
  byKey: Map<string, unknown[][]>;
  factory: RowFactory<Row> | null;
}

const mostKeys = 256;

/**
 * A read by a key column that serves all requests: keys requested while statements of its kind are in flight travel
 * together in the next one. Nothing is cached: each caller gets what the database said after it asked, in entities of
 * its own. Only for rows that do not depend on the viewer, who must already be allowed to see them.
 */
export function readByKey<Row>(
  entity: Parameters<typeof preparedRead<Row>>[0],
  column: keyof Row & string,
  alias = "row",
  refine: (query: SelectQueryBuilder<ObjectLiteral>) => unknown = () => undefined,
  portion?: Portion,
): ReadByKey<Row> {
  const read = preparedRead(entity, alias, (query) => {
    query.where(`${alias}.${column} IN (:...keys)`);
    if (portion) query.orderBy(`${alias}.${column}`).limit(portion.rows);
    refine(query);
  });
  const gathers = new WeakMap<Database, (keys: readonly string[]) => Promise<Found<Row>>>();

  const find = async (database: Database, keys: string[]): Promise<Found<Row>> => {
    const byKey = new Map<string, unknown[][]>();
    for (let left = keys; ;) {
      const found = await read.raw(database, undefined, { keys: left });
      if (!found) return { byKey, factory: null };
      const { rows, factory } = found;
      const index = factory.indexOf(column);
      for (const row of rows) {
        const key = row[index] as string;
        const others = byKey.get(key);
        if (others) others.push(row);
        else byKey.set(key, [row]);
      }
      if (!portion || rows.length < portion.rows) return { byKey, factory };
      // The limit may have cut the last list. If it is too short, it is read again, first in the next statement.
      const last = rows.at(-1)![index] as string;
      const cut = byKey.get(last)!.length < portion.ofEach;
      if (cut) byKey.delete(last);
      left = left.filter((key) => key > last || (cut && key === last));
      if (left.length === 0) return { byKey, factory };
    }
  };

  return async (database, keys) => {
    const ask = gathers.get(database) ?? gather((all: string[]) => find(database, all), mostKeys);
    gathers.set(database, ask);
    const { byKey, factory } = await ask(keys);
    return keys.map((key) => {
      const rows = byKey.get(key) ?? [];
      return (portion ? rows.slice(0, portion.ofEach) : rows).map((row) => factory!.make(row));
    });
  };
}
