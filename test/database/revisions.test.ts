import type { EntityMetadata, QueryRunner, Table } from "typeorm";
import { revisions } from "../../entities";
import { createDatabase, type Database } from "../../src/database/database";
import { freshDatabase, type FreshDatabase } from "../support/fresh-database";

let fresh: FreshDatabase;
const opened: Database[] = [];
beforeEach(async () => {
  fresh = await freshDatabase();
});
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
  await fresh.drop();
});

function connect(): Database {
  const database = createDatabase(fresh.url);
  opened.push(database);
  return database;
}

const oneName: Partial<Record<string, string>> = { int: "integer", tinyint: "boolean" };
const typeOf = (type: string, length?: string): string =>
  `${oneName[type] ?? type}${type === "varchar" ? `(${length})` : ""}`;

/** A table as an entity describes it. */
const wanted = ({ tableName, columns, indices, connection }: EntityMetadata) => ({
  name: tableName,
  columns: columns.map((column) => ({
    name: column.databaseName,
    type: typeOf(connection.driver.normalizeType(column), column.length),
    nullable: column.isNullable,
    key: column.isPrimary,
  })),
  indexes: indices
    .map(({ name, columns, isUnique }) => ({
      name,
      on: columns.map((column) => column.databaseName),
      unique: isUnique,
    }))
    .sort(byName),
});

/** A table as the database has it. */
const found = ({ name, columns, indices }: Table) => ({
  name: name.split(".").at(-1),
  columns: columns.map((column) => ({
    name: column.name,
    type: typeOf(column.type, column.length),
    nullable: column.isNullable,
    key: column.isPrimary,
  })),
  indexes: indices.map(({ name, columnNames, isUnique }) => ({ name, on: columnNames, unique: isUnique })).sort(byName),
});

const byName = (a: { name: string | undefined }, b: { name: string | undefined }) => (a.name! < b.name! ? -1 : 1);

async function expectWhole({ reader }: Database): Promise<void> {
  const { entityMetadatas } = reader.connection;
  const runner = reader.connection.createQueryRunner();
  const tables = await runner
    .getTables(entityMetadatas.map(({ tablePath }) => tablePath))
    .finally(() => runner.release());
  expect(tables.map(found).sort(byName)).toEqual(entityMetadatas.map(wanted).sort(byName));
}

test("the revisions make exactly the tables, columns and indexes that the entities describe", async () => {
  const database = connect();
  await database.open();
  await expectWhole(database);
});

test("each revision is applied once, however often the database is opened", async () => {
  await connect().open();
  const database = connect();
  await database.open();
  await database.open();
  expect(await database.reader.query("SELECT name FROM revision")).toHaveLength(revisions.length);
  await expectWhole(database);
});

test("an interrupted revision is completed when the database is opened again", async () => {
  const database = connect();
  await database.open();
  const { options } = database.reader.connection;
  const statementsOf = async (change: (note: QueryRunner) => Promise<void>): Promise<string[]> => {
    const whole: string[] = [];
    const query = async (sql: string) => {
      whole.push(sql);
      return [];
    };
    const hasColumn = () => Promise.resolve(false);
    await change({ dataSource: { options }, query, hasColumn } as unknown as QueryRunner);
    return whole;
  };
  // Undoes the revision at hand and all later ones: the loop goes back, one revision at a time.
  const back: string[] = [];
  let seen = 0;
  for (const Revision of revisions.toReversed()) {
    back.push(...(await statementsOf((note) => new Revision().down(note))));
    back.push(`DELETE FROM revision WHERE name = '${Revision.name}'`);
    const whole = await statementsOf((note) => new Revision().up(note));
    const changes = whole.filter((sql) => /^(CREATE|ALTER|DROP)/.test(sql));
    seen += changes.length;
    const cuts = new Set([1, 2, 4, changes.length].filter((made) => made > 0 && made <= changes.length));
    for (const made of cuts) {
      for (const sql of [...back, ...changes.slice(0, made)]) await database.write((tx) => tx.query(sql));
      await database.open();
      await expectWhole(database);
    }
  }
  expect(seen).toBeGreaterThanOrEqual(27);
}, 120_000);

test("concurrent openings of an empty database all end with the complete schema", async () => {
  const all = Array.from({ length: 4 }, connect);
  await Promise.all(all.map((database) => database.open()));
  for (const database of all) await expectWhole(database);
});

test("reverting all revisions leaves no table behind", async () => {
  const database = connect();
  await database.open();
  await database.write(async (tx) => {
    const runner = tx.queryRunner!;
    for (const Revision of revisions.toReversed()) await new Revision().down(runner);
    const all = tx.connection.entityMetadatas.map(({ tablePath }) => tablePath);
    expect(await runner.getTables(all)).toEqual([]);
  });
});
