import type { MigrationInterface, QueryRunner } from "typeorm";

/** The characters that an account's ID can begin with. */
const shards = [..."-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"];

/**
 * Fills in the tenant of seller accounts that are older than its column: the work e-mail's, if the present start has
 * copied the settings. For an earlier start it is no longer known.
 */
export class KnownSellerTenants1764600000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const accounts = (await queryRunner.query("SELECT id FROM account LIMIT 1")) as unknown[];
    // A shard at a time, so that no statement locks many rows.
    for (const shard of accounts.length > 0 ? shards : [])
      await queryRunner.query(
        "UPDATE account SET seller_tenant_id = (SELECT work_email_tenant FROM migration" +
          ` WHERE migration.account_id = account.id AND migration.steps LIKE '%"COPY_SETTINGS","state":"DONE"%')` +
          ` WHERE seller_id IS NOT NULL AND seller_tenant_id IS NULL AND id >= '${shard}' AND id < '${shard}~'`,
      );
  }

  /** Nothing to undo: the tenants remain true. */
  down(): Promise<void> {
    return Promise.resolve();
  }
}
