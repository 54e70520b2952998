import type { DataSource, EntityManager, ObjectLiteral, SelectQueryBuilder } from "typeorm";
import type { Reads, Value } from "./database";
import { joinFactory, rowFactory, type RowFactory } from "./row-factory";

/** The parameters of a read. A list stands for an IN list; an empty one matches nothing. */
export type ReadParams = Readonly<Record<string, Value | readonly Value[]>>;

/** Rows as the database returned them, and the factory that makes entities of them. */
export interface RawRows<Row> {
  rows: unknown[][];
  factory: RowFactory<Row>;
}

/** A read whose statement is generated once for each shape that it can have. */
export interface PreparedRead<Row, Shape> {
  (from: Reads, shape: Shape, params: ReadParams): Promise<Row[]>;
  raw(from: Reads, shape: Shape, params: ReadParams): Promise<RawRows<Row> | null>;
}

interface Plan<Row> {
  sql: string;
  values: (params: ReadParams) => Value[];
  factory: RowFactory<Row> | null;
}

/** A placeholder for a parameter's value. */
class Slot {
  constructor(
    readonly name: string,
    readonly index: number | null,
  ) {}
}

const mostPlans = 500;

type Class<Row> = new () => Row;

/** An entity without the columns that a read does not need. */
export interface Part<Row> {
  readonly entity: Class<ObjectLiteral>;
  readonly left: readonly string[];
  /** The type of the rows; only the compiler uses it. */
  readonly row?: Row;
}

/** Returns the entity without those columns, which the server then need not send nor the client decode. */
export const without = <Row extends ObjectLiteral, Left extends keyof Row & string>(
  entity: Class<Row>,
  ...left: Left[]
): Part<Omit<Row, Left>> => ({ entity, left });

type Source<Row> = Class<Row> | Part<Row>;
const partOf = (source: Source<unknown>): Part<unknown> =>
  typeof source === "function" ? { entity: source as Class<ObjectLiteral>, left: [] } : source;

/**
 * Prepares a read of entities. The query builder generates the SQL when a shape is first met, with parameters named as
 * those of the read; from then on it is only a text, which the database keeps as a prepared statement, and rows become
 * entities without the ORM. Lists are padded to powers of two, so that few texts exist.
 */
export const preparedRead = <Row, Shape = void>(
  source: Source<Row>,
  alias: string,
  refine: (query: SelectQueryBuilder<ObjectLiteral>, shape: Shape) => unknown,
): PreparedRead<Row, Shape> =>
  prepared({ [alias]: partOf(source) }, refine, ([[, factory]]) => factory as RowFactory<Row>);

/**
 * A row of several entities, each under its alias. An entity that a left join did not find is null, which the type does
 * not show.
 */
export type Joined<Parts> = { [Alias in keyof Parts]: Parts[Alias] extends Source<infer Row> ? Row : never };

/** Prepares a read of joined rows: the query selects from the first part, and `refine` joins the others. */
export const preparedJoin = <Parts extends Record<string, Source<unknown>>, Shape = void>(
  parts: Parts,
  refine: (query: SelectQueryBuilder<ObjectLiteral>, shape: Shape) => unknown,
): PreparedRead<Joined<Parts>, Shape> =>
  prepared(
    Object.fromEntries(Object.entries(parts).map(([alias, source]) => [alias, partOf(source)])),
    refine,
    joinFactory<Joined<Parts>>,
  );

type NamedFactories = [[string, RowFactory<unknown>], ...[string, RowFactory<unknown>][]];

function prepared<Row, Shape>(
  parts: Record<string, Part<unknown>>,
  refine: (query: SelectQueryBuilder<ObjectLiteral>, shape: Shape) => unknown,
  joined: (factories: NamedFactories) => RowFactory<Row>,
): PreparedRead<Row, Shape> {
  const named = Object.entries(parts);
  const plansOf = new WeakMap<DataSource, Map<string, Plan<Row>>>();
  const columnsOf = ({ connection }: EntityManager, [alias, { entity, left }]: (typeof named)[0]) =>
    connection
      .getMetadata(entity)
      .columns.filter(({ propertyName }) => !left.includes(propertyName))
      .map(({ propertyName }) => `${alias}.${propertyName}`);

  const planFor = ({ reader }: Reads, shape: Shape, params: ReadParams): Plan<Row> => {
    const plans = plansOf.get(reader.connection) ?? new Map<string, Plan<Row>>();
    plansOf.set(reader.connection, plans);
    const key = keyOf(shape, params);
    const known = plans.get(key);
    if (known) return known;
    const [alias, { entity }] = named[0]!;
    const query = reader.createQueryBuilder(entity, alias).setParameters(slotsFor(params));
    query.select(named.flatMap((part) => columnsOf(reader, part)));
    refine(query, shape);
    const [sql, parameters] = query.getQueryAndParameters() as [string, (Slot | Value)[]];
    const plan: Plan<Row> = { sql, values: (given) => parameters.map((one) => valueOf(one, given)), factory: null };
    if (plans.size >= mostPlans) plans.clear();
    plans.set(key, plan);
    return plan;
  };
  const factoryFor = ({ connection }: EntityManager, columns: string[]): RowFactory<Row> =>
    joined(
      named.map(([alias, { entity, left }]) => [
        alias,
        rowFactory(connection.getMetadata(entity), alias, columns, left),
      ]) as NamedFactories,
    );

  const raw = async (from: Reads, shape: Shape, params: ReadParams) => {
    const full = filledUp(params);
    if (!full) return null;
    const plan = planFor(from, shape, full);
    const { columns, rows } = await from.rows(plan.sql, plan.values(full));
    plan.factory ??= factoryFor(from.reader, columns());
    return { rows, factory: plan.factory };
  };
  const read = async (from: Reads, shape: Shape, params: ReadParams) => {
    const found = await raw(from, shape, params);
    return found ? found.rows.map(found.factory.make) : [];
  };
  return Object.assign(read, { raw });
}

/** Returns what tells statements apart: the shape, and the length of each list. */
function keyOf(shape: unknown, params: ReadParams): string {
  let key = shape === undefined ? "" : JSON.stringify(shape);
  for (const name in params) {
    const value = params[name];
    if (isList(value)) key += `,${value.length}`;
  }
  return key;
}

/** Whether the parameter is a list. */
export const isList = (value: ReadParams[string] | undefined): value is readonly Value[] => Array.isArray(value);

/** Returns the padded length of a list: the next power of two, so that few lengths exist. */
export const fullSize = (count: number): number => 2 ** Math.ceil(Math.log2(count));

/** Returns the parameters with every list padded by repeating its last member; null if a list is empty. */
function filledUp(params: ReadParams): ReadParams | null {
  const full: Record<string, Value | readonly Value[]> = {};
  for (const name in params) {
    const value = params[name]!;
    if (!isList(value)) full[name] = value;
    else if (value.length === 0) return null;
    else {
      const size = fullSize(value.length);
      full[name] = size === value.length ? value : [...value, ...Array<Value>(size - value.length).fill(value.at(-1)!)];
    }
  }
  return full;
}

const slotsFor = (params: ReadParams): Record<string, Slot | Slot[]> =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      isList(value) ? value.map((_, index) => new Slot(name, index)) : new Slot(name, null),
    ]),
  );

function valueOf(parameter: Slot | Value, params: ReadParams): Value {
  if (!(parameter instanceof Slot)) return parameter;
  const value = params[parameter.name]!;
  return isList(value) ? value[parameter.index!]! : value;
}
