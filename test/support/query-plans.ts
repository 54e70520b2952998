import type { Database } from "../../src/database/database";
import type { Statement } from "./statements";

/** How a statement accesses one of its tables. */
export interface Visit {
  /** The table's alias in the statement. */
  alias: string;
  /** Reads the whole table or a whole index. */
  scans: boolean;
  /** `PRIMARY` for the primary key on both databases; null if no index is used. */
  index: string | null;
  /** How many rows the database expects to read; null if it does not say. */
  rows: number | null;
}

/** Returns the database's plan for the statement. */
export function planOf(database: Database, statement: Statement): Promise<Visit[]> {
  return database.kind === "mysql" ? planOfMysql(database, statement) : planOfSqlite(database, statement);
}

async function planOfMysql({ reader }: Database, { sql, parameters }: Statement): Promise<Visit[]> {
  const rows = await reader.query<
    { table: string | null; type: string | null; key: string | null; rows: number | string | null }[]
  >(`EXPLAIN ${sql}`, parameters);
  return rows.flatMap(({ table, type, key, rows }) =>
    // Angle brackets mark the result of a subquery; `const` without a key is a row that cannot exist.
    table === null || table.startsWith("<") || (type === "const" && key === null)
      ? []
      : [{ alias: table, scans: type === "ALL" || type === "index", index: key, rows: Number(rows) }],
  );
}

async function planOfSqlite({ reader }: Database, { sql, parameters }: Statement): Promise<Visit[]> {
  const rows = await reader.query<{ detail: string }[]>(`EXPLAIN QUERY PLAN ${sql}`, parameters);
  const found = new Set(rows.flatMap(({ detail }) => /^(?:CO-ROUTINE|MATERIALIZE) (\w+)$/.exec(detail)?.[1] ?? []));
  return rows.flatMap(({ detail }) => {
    const [, how, alias, by = ""] = /^(SCAN|SEARCH) (\w+)(?: USING (.*))?$/.exec(detail) ?? [];
    if (alias === undefined || found.has(alias)) return [];
    const index = /INDEX (\w+)/.exec(by)?.[1] ?? (by.includes("PRIMARY KEY") ? "PRIMARY" : null);
    return [
      { alias, scans: how === "SCAN", index: index?.startsWith("sqlite_autoindex_") ? "PRIMARY" : index, rows: null },
    ];
  });
}

/** Runs a SELECT and returns how many rows and index entries it read; null if the database does not tell. */
export async function readsOf({ kind, reader }: Database, { sql, parameters }: Statement): Promise<number | null> {
  if (kind !== "mysql" || !sql.startsWith("SELECT")) return null;
  const runner = reader.connection.createQueryRunner();
  try {
    await runner.query("FLUSH STATUS");
    await runner.query(sql, parameters);
    const counts = (await runner.query("SHOW SESSION STATUS LIKE 'Handler_read%'")) as { Value: string }[];
    return counts.reduce((sum, { Value }) => sum + Number(Value), 0);
  } finally {
    await runner.release();
  }
}

/** Returns the length of the optimizer's notes on planning the statement; null if the database takes none. */
export async function notesOf({ kind, reader }: Database, { sql, parameters }: Statement): Promise<number | null> {
  if (kind !== "mysql") return null;
  const runner = reader.connection.createQueryRunner();
  try {
    await runner.query("SET optimizer_trace = 'enabled=on'");
    await runner.query(`EXPLAIN ${sql}`, parameters);
    const [notes] = (await runner.query(
      "SELECT LENGTH(TRACE) + MISSING_BYTES_BEYOND_MAX_MEM_SIZE AS length FROM information_schema.OPTIMIZER_TRACE",
    )) as { length: number | string }[];
    await runner.query("SET optimizer_trace = 'enabled=off'");
    return Number(notes!.length);
  } finally {
    await runner.release();
  }
}
