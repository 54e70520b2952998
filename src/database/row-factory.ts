import type { EntityMetadata } from "typeorm";
import type { ColumnMetadata } from "typeorm/metadata/ColumnMetadata.js";

/** Makes entities of rows that come as arrays. */
export interface RowFactory<Row> {
  make(row: unknown[]): Row;
  /** Where a property's column stands in the rows, or a column of that name that the statement reads besides. */
  indexOf(property: string): number;
  /** Where the first column of the key stands. */
  key: number;
}

/** The factory for rows that several factories take their parts from. A part whose key is null was not found: it is null. */
export function joinFactory<Row>(parts: (readonly [string, RowFactory<unknown>])[]): RowFactory<Row> {
  const lines = parts.map(([alias, { key }], i) => `${alias}: row[${key}] === null ? null : make${i}(row)`);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- made of aliases that stand in this project's code
  const build = new Function(...parts.map((_, i) => `make${i}`), `return (row) => ({ ${lines.join(", ")} });`) as (
    ...given: unknown[]
  ) => RowFactory<Row>["make"];
  const make = build(...parts.map(([, factory]) => factory.make));
  const [, first] = parts[0]!;
  return { ...first, make };
}

type Convert = (value: unknown) => unknown;

/** The factory for rows of those columns, which are named as the query builder names an alias's columns, without the properties `left` out. */
export function rowFactory<Row>(
  metadata: EntityMetadata,
  alias: string,
  columns: readonly string[],
  left: readonly string[],
): RowFactory<Row> {
  const indexes = new Map<string, number>();
  const converts: Convert[] = [];
  const read = metadata.columns.filter(({ propertyName }) => !left.includes(propertyName));
  const lines = read.map((column) => {
    const index = columns.indexOf(`${alias}_${column.databaseName}`);
    if (index < 0) throw new Error(`the statement does not read ${metadata.tableName}.${column.databaseName}`);
    indexes.set(column.propertyName, index);
    const convert = conversionOf(column);
    if (!convert) return `this.${column.propertyName} = row[${index}];`;
    return `this.${column.propertyName} = row[${index}] === null ? null : convert${converts.push(convert) - 1}(row[${index}]);`;
  });
  // Like a constructor that names every column: entities of a kind are all of one shape, which has room for all of them.
  const names = converts.map((_, i) => `convert${i}`);
  const body = `function Row(row) { ${lines.join(" ")} } Row.prototype = Entity.prototype; return (row) => new Row(row);`;
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- made of the entities' own property names
  const build = new Function("Entity", ...names, body) as (...given: unknown[]) => RowFactory<Row>["make"];
  const indexOf = (name: string) => indexes.get(name) ?? columns.indexOf(name);
  return { make: build(metadata.target, ...converts), indexOf, key: indexOf(metadata.primaryColumns[0]!.propertyName) };
}

/** What the driver's value needs to become the property's; null when it is that already. */
function conversionOf({ type, transformer }: ColumnMetadata): Convert | null {
  if (Array.isArray(transformer)) throw new Error("a column has one transformer at most");
  if (transformer) return (value) => transformer.from(value) as unknown;
  if (type === "simple-json") return (value) => JSON.parse(value as string) as unknown;
  return type === "boolean" ? Boolean : null;
}
