import type { MigrationInterface, QueryRunner } from "typeorm";

/** Adds the tenant in which the seller account was created; a later work e-mail may belong to another one. */
export class SellerTenant1764500000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    if (await queryRunner.hasColumn("account", "seller_tenant_id")) return;
    await queryRunner
      .query("ALTER TABLE account ADD COLUMN seller_tenant_id varchar(36) NULL")
      .catch(async (error: unknown) => {
        // Another process may have added it at the same moment.
        if (!(await queryRunner.hasColumn("account", "seller_tenant_id"))) throw error;
      });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE account DROP COLUMN seller_tenant_id");
  }
}
