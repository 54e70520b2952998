import type { Database, Value } from "./database";
import { gather } from "./gather";
import { fullSize, type PreparedRead, type ReadParams } from "./prepared-read";
import type { RowFactory } from "./row-factory";

/** How many lists a statement reads, and what is alike for all of them: how long they are at most, say. */
export interface ListsShape {
  lists: number;
  size: number;
}

/** Reads a list for each who asks, all of one size, and gives everybody the rows that say they are theirs. */
export type ReadLists<Row, Ask> = (database: Database, asks: readonly Ask[], size: number) => Promise<Row[][]>;

interface Found<Row> {
  byName: Map<string, unknown[][]>;
  factory: RowFactory<Row>;
}

/**
 * A read of lists that serves all requests: each list is a part of the statement that reads all that are asked for at the
 * same time, with parameters named as what the asking says and the list's number. The columns `by` say in every row whose
 * it is.
 */
export function readLists<Row, Ask extends ReadParams>(
  read: PreparedRead<Row, ListsShape>,
  by: readonly (keyof Ask & string)[],
  most: number,
): ReadLists<Row, Ask> {
  type Gather = (asks: readonly Ask[]) => Promise<Found<Row>>;
  const gathers = new WeakMap<Database, Map<number, Gather>>();

  const find = async (database: Database, size: number, asks: Ask[]): Promise<Found<Row>> => {
    const lists = fullSize(asks.length);
    const params: Record<string, Value | readonly Value[]> = {};
    for (let i = 0; i < lists; i++)
      for (const name in asks[0])
        // The lists that only fill the number up are nobody's.
        params[`${name}${i}`] = i >= asks.length && by.includes(name) ? null : (asks[i] ?? asks[0])[name]!;
    const { rows, factory } = (await read.raw(database, { lists, size }, params))!;
    const indexes = by.map((name) => factory.indexOf(name));
    const byName = new Map<string, unknown[][]>();
    for (const row of rows) {
      const name = nameOf(row, indexes);
      const others = byName.get(name);
      if (others) others.push(row);
      else byName.set(name, [row]);
    }
    return { byName, factory };
  };

  return async (database, asks, size) => {
    const bySize = gathers.get(database) ?? new Map<number, Gather>();
    gathers.set(database, bySize);
    const ask = bySize.get(size) ?? gather((all: Ask[]) => find(database, size, all), most);
    bySize.set(size, ask);
    const { byName, factory } = await ask(asks);
    return asks.map((one) => (byName.get(nameOf(one, by)) ?? []).map(factory.make));
  };
}

/** The values of those that say whose a list is, as one. */
function nameOf<Key extends string | number>(values: { readonly [K in Key]: unknown }, keys: readonly Key[]): string {
  let name = "";
  for (const key of keys) name += `:${String(values[key])}`;
  return name;
}

/** The SQL of all lists together, each made by its number. */
export const allLists = (lists: number, list: (i: number) => string): string =>
  Array.from({ length: lists }, (_, i) => `SELECT * FROM (${list(i)}) list${i}`).join(" UNION ");
