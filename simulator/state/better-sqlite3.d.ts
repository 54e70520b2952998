/** The part of better-sqlite3 that the simulator uses; the package ships no types. */
declare module "better-sqlite3" {
  namespace Database {
    interface Statement {
      get(...values: unknown[]): unknown;
      all(...values: unknown[]): unknown[];
      run(...values: unknown[]): { changes: number; lastInsertRowid: number | bigint };
    }
    interface Database {
      prepare(sql: string): Statement;
      exec(sql: string): this;
      pragma(text: string): unknown;
      transaction<R>(work: () => R): { immediate(): R };
      close(): this;
    }
  }
  const Database: new (path: string) => Database.Database;
  export = Database;
}
