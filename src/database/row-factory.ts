import type { EntityMetadata } from "typeorm";
import type { ColumnMetadata } from "typeorm/metadata/ColumnMetadata.js";

/** Makes entities from rows that come as arrays. */
export interface RowFactory<Row> {
  make(row: unknown[]): Row;
  /** The position in the rows of a property's column, or of an additional column with that name. */
  indexOf(property: string): number;
  /** The position of the primary key's first column. */
  key: number;
}

/** Returns the factory for rows whose parts come from several factories. A part whose key is null becomes null. */
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

/**
 * Returns the factory for rows with those columns, named as the query builder names an alias's columns, without the
 * properties in `left`.
 */
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
  // Like a constructor that assigns every column: all entities of a kind share one hidden class with room for them all.
  const names = converts.map((_, i) => `convert${i}`);
  const body = `function Row(row) { ${lines.join(" ")} } Row.prototype = Entity.prototype; return (row) => new Row(row);`;
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- made of the entities' own property names
  const build = new Function("Entity", ...names, body) as (...given: unknown[]) => RowFactory<Row>["make"];
  const indexOf = (name: string) => indexes.get(name) ?? columns.indexOf(name);
  return { make: build(metadata.target, ...converts), indexOf, key: indexOf(metadata.primaryColumns[0]!.propertyName) };
}

/** Returns the conversion from the driver's value to the property's; null if none is needed. */
function conversionOf({ type, transformer }: ColumnMetadata): Convert | null {
  if (Array.isArray(transformer)) throw new Error("a column has one transformer at most");
  if (transformer) return (value) => transformer.from(value) as unknown;
  if (type === "simple-json") return (value) => JSON.parse(value as string) as unknown;
  return type === "boolean" ? Boolean : null;
}
