import type { Database } from "../../src/database/database";
import type { Statement } from "./statements";

/** How a statement comes to one of its tables. */
export interface Visit {
  /** The table's alias in the statement. */
  alias: string;
  /** Reads all of it, or all of an index. */
  scans: boolean;
  /** `PRIMARY` on both databases; null when none is used. */
  index: string | null;
  /** How many rows the database expects to read; null where it does not say. */
  rows: number | null;
}

/** How the database would carry the statement out. */
export function planOf(database: Database, statement: Statement): Promise<Visit[]> {
  return database.kind === "mysql" ? planOfMysql(database, statement) : planOfSqlite(database, statement);
}

async function planOfMysql({ reader }: Database, { sql, parameters }: Statement): Promise<Visit[]> {
  const rows = await reader.query<
    { table: string | null; type: string | null; key: string | null; rows: number | string | null }[]
  >(`EXPLAIN ${sql}`, parameters);
  return rows.flatMap(({ table, type, key, rows }) =>
    // In angle brackets stands what an inner part of the statement has found; what cannot be there is not looked for.
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

/** How many rows and index entries a SELECT has really read; null where the database does not tell. */
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
