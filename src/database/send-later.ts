import type { Tx } from "./database";
import { MysqlUnitRunner } from "./mysql-unit-runner";
import { WrongRows } from "./wrong-rows";

/**
 * Sends the statement with the unit's next one, at the latest with its COMMIT; that one fails if this one does, or if
 * this one changes a number of rows other than `rows`. Across a network, a transaction then takes as long as the
 * statements whose result is needed, not as all of them. SQLite has no messages to save: it runs the statement at once.
 */
export async function sendLater({ queryRunner }: Tx, sql: string, values: unknown[], rows?: number): Promise<void> {
  if (queryRunner instanceof MysqlUnitRunner) return queryRunner.later(sql, values, rows);
  const { affected } = await queryRunner!.query(sql, values, true);
  if (rows !== undefined && affected !== rows) throw new WrongRows(sql);
}
