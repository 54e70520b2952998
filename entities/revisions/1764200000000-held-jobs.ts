import type { MigrationInterface, QueryRunner } from "typeorm";

/** Jobs that stay in one hand while they are done. */
export class HeldJobs1764200000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn("job", "held_until")) return;
    await queryRunner
      .query("ALTER TABLE job ADD COLUMN held_until bigint NOT NULL DEFAULT 0")
      .catch(async (error: unknown) => {
        // Another process that began at the same moment may have been first.
        if (!(await queryRunner.hasColumn("job", "held_until"))) throw error;
      });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE job DROP COLUMN held_until");
  }
}
