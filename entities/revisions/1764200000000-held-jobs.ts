import type { MigrationInterface, QueryRunner } from "typeorm";

/** Adds the lease of jobs, so that one worker holds a job while doing it. */
export class HeldJobs1764200000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn("job", "held_until")) return;
    await queryRunner
      .query("ALTER TABLE job ADD COLUMN held_until bigint NOT NULL DEFAULT 0")
      .catch(async (error: unknown) => {
        // Another process may have added it at the same moment.
        if (!(await queryRunner.hasColumn("job", "held_until"))) throw error;
      });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE job DROP COLUMN held_until");
  }
}
