import type { Tx } from "./database";
import { MysqlUnitRunner } from "./mysql-unit-runner";

/**
 * Has the unit's next statement bring this one along, at the latest its COMMIT; whichever it is fails when this does. A
 * transaction across a network then takes as long as its questions, not as its statements. SQLite has no messages to save.
 */
export async function sendLater({ queryRunner }: Tx, sql: string, values: unknown[]): Promise<void> {
  if (queryRunner instanceof MysqlUnitRunner) await queryRunner.later(sql, values);
  else await queryRunner!.query(sql, values);
}
