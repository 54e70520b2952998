import type Database from "better-sqlite3";

/** One real change to an upstream system's data, made by a call. */
export interface Effect {
  system: "partner-center" | "cpp";
  effect: string;
  publisherId: string | null;
  tenantId: string | null;
  /** What was changed: a user's address or application ID, a publisher, a tenant. */
  subject: string;
  requestId?: string | null | undefined;
}

const COLUMNS =
  "system, effect, publisher_id AS publisherId, tenant_id AS tenantId, subject, request_id AS requestId, at";

/** All real changes, in order. */
export function effectStore(database: Database.Database) {
  const insert = database.prepare(
    `INSERT INTO effects (system, effect, publisher_id, tenant_id, subject, request_id, at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  return {
    record({ system, effect, publisherId, tenantId, subject, requestId }: Effect): void {
      insert.run(system, effect, publisherId, tenantId, subject, requestId ?? null, new Date().toISOString());
    },
    list(filter: { publisherId?: string | undefined; tenantId?: string | undefined }): unknown[] {
      const wanted = [
        { column: "publisher_id", value: filter.publisherId },
        { column: "tenant_id", value: filter.tenantId?.toLowerCase() },
      ].filter(({ value }) => value !== undefined);
      const where = wanted.map(({ column }) => `${column} = ?`).join(" AND ");
      const sql = `SELECT ${COLUMNS} FROM effects ${where && `WHERE ${where}`} ORDER BY id`;
      return database.prepare(sql).all(...wanted.map(({ value }) => value));
    },
  };
}
