import type { MigrationInterface, QueryRunner } from "typeorm";

/** MySQL's error for an index that already exists. */
const alreadySo = 1061;

/** Lets migrated accounts be read in ID order, however few they are among all accounts. */
export class Moved1764400000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const unlessSo = queryRunner.dataSource.options.type === "mysql" ? "" : "IF NOT EXISTS ";
    await queryRunner
      .query(`CREATE INDEX ${unlessSo}migration_moved ON migration (status, account_id)`)
      .catch((error: unknown) => {
        if ((error as { driverError?: { errno?: number } }).driverError?.errno !== alreadySo) throw error;
      });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const on = queryRunner.dataSource.options.type === "mysql" ? " ON migration" : "";
    await queryRunner.query(`DROP INDEX migration_moved${on}`);
  }
}
