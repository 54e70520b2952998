import type { Database, Value } from "./database";
import { gather } from "./gather";
import { fullSize, isList, type PreparedRead, type ReadParams } from "./prepared-read";
import type { RowFactory } from "./row-factory";

/** How many lists a statement reads, and what is alike for all of them: how long they are at most, say. */
export interface ListsShape {
  lists: number;
  size: number;
}

/** Reads a list for each who asks, all of one size. */
export type ReadLists<Row, Ask> = (database: Database, asks: readonly Ask[], size: number) => Promise<Row[][]>;

interface Found<Row> {
  byName: Map<string, unknown[][]>;
  factory: RowFactory<Row>;
}

/** The column in which every row says which list it is of. */
export const listColumn = "list";

/**
 * A read of lists that serves all requests: each list is a part of the statement that reads all that are asked for at the
 * same time, with parameters named as what the asking says and the list's number.
 */
export function readLists<Row, Ask extends ReadParams>(
  read: PreparedRead<Row, ListsShape>,
  most: number,
): ReadLists<Row, Ask> {
  type Gather = (asks: readonly Ask[]) => Promise<Found<Row>>;
  const gathers = new WeakMap<Database, Map<number, Gather>>();

  const find = async (database: Database, size: number, all: Ask[]): Promise<Found<Row>> => {
    const named = new Map(all.map((ask) => [nameOf(ask), ask]));
    const asks = [...named.values()];
    const lists = fullSize(asks.length);
    const params: Record<string, Value | readonly Value[]> = {};
    for (let i = 0; i < lists; i++)
      for (const name in asks[0]) {
        const value = (asks[i] ?? asks[0])[name]!;
        // The lists that only fill the number up find nothing.
        params[`${name}${i}`] = i < asks.length || isList(value) ? value : null;
      }
    const { rows, factory } = (await read.raw(database, { lists, size }, params))!;
    const byList = asks.map((): unknown[][] => []);
    const index = factory.indexOf(listColumn);
    for (const row of rows) byList[Number(row[index])]!.push(row);
    return { byName: new Map([...named.keys()].map((name, i) => [name, byList[i]!])), factory };
  };

  return async (database, asks, size) => {
    const bySize = gathers.get(database) ?? new Map<number, Gather>();
    gathers.set(database, bySize);
    const ask = bySize.get(size) ?? gather((all: Ask[]) => find(database, size, all), most);
    bySize.set(size, ask);
    const { byName, factory } = await ask(asks);
    return asks.map((one) => byName.get(nameOf(one))!.map(factory.make));
  };
}

/** All that an asking says, as one: the same list is read once. */
const nameOf = (ask: ReadParams): string => Object.values(ask).join(":");

/** The SQL of all lists together, each made by its number, which stands beside what it reads. */
export const allLists = (lists: number, list: (i: number) => string): string =>
  Array.from({ length: lists }, (_, i) => `SELECT ${i} AS ${listColumn}, list${i}.* FROM (${list(i)}) list${i}`).join(
    " UNION ALL ",
  );
