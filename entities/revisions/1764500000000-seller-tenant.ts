import type { MigrationInterface, QueryRunner } from "typeorm";

/** The tenant that an account's seller account was made in, which a later work e-mail may not be of. */
export class SellerTenant1764500000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn("account", "seller_tenant_id")) return;
    await queryRunner
      .query("ALTER TABLE account ADD COLUMN seller_tenant_id varchar(36) NULL")
      .catch(async (error: unknown) => {
        // Another process that began at the same moment may have been first.
        if (!(await queryRunner.hasColumn("account", "seller_tenant_id"))) throw error;
      });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE account DROP COLUMN seller_tenant_id");
  }
}
