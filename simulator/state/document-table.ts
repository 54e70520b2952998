import type Database from "better-sqlite3";

/** Access to a table whose rows are one JSON document each. */
export function documentTable<T>(database: Database.Database, table: string) {
  const select = database.prepare(`SELECT document FROM ${table} WHERE id = ?`);
  const selectAll = database.prepare(`SELECT document FROM ${table} ORDER BY id`);
  const upsert = database.prepare(
    `INSERT INTO ${table} (id, document) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET document = excluded.document`,
  );
  return {
    find(id: string): T | undefined {
      const row = select.get(id) as { document: string } | undefined;
      return row && (JSON.parse(row.document) as T);
    },
    list: (): T[] => (selectAll.all() as { document: string }[]).map((row) => JSON.parse(row.document) as T),
    save(id: string, document: T): void {
      upsert.run(id, JSON.stringify(document));
    },
  };
}
