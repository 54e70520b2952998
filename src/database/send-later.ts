import type { Tx } from "./database";
import { MysqlUnitRunner } from "./mysql-unit-runner";
import { WrongRows } from "./wrong-rows";

/**
 * Has the unit's next statement bring this one along, at the latest its COMMIT; whichever it is fails when this does, or
 * when it changes other than so many `rows`. A transaction across a network then takes as long as its questions, not as its
 * statements. SQLite has no messages to save.
 */
export async function sendLater({ queryRunner }: Tx, sql: string, values: unknown[], rows?: number): Promise<void> {
  if (queryRunner instanceof MysqlUnitRunner) return queryRunner.later(sql, values, rows);
  const { affected } = await queryRunner!.query(sql, values, true);
  if (rows !== undefined && affected !== rows) throw new WrongRows(sql);
}
