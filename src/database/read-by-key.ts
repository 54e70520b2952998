import type { ObjectLiteral, SelectQueryBuilder } from "typeorm";
import type { Database } from "./database";
import { gather } from "./gather";
import { preparedRead } from "./prepared-read";
import type { RowFactory } from "./row-factory";

/** Rows by one key column, each list at its key's place: whole, or its first rows where lists may be long. */
export type ReadByKey<Row> = (database: Database, keys: readonly string[]) => Promise<Row[][]>;

/** How much is read where lists may be long: so many rows by one statement, and so many of each list. */
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
 * A read by a key column that serves all requests: keys that are asked for while statements of its kind are under way travel
 * together in the next one. Nothing is kept: whoever asks gets what the database said after they had asked, in entities of
 * their own. Only for what does not depend on who asks; they must have been let see it already.
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
      // The last list may have been cut: too short, it comes first in what is read next.
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
