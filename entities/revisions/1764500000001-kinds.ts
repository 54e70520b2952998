import type { MigrationInterface, QueryRunner } from "typeorm";

/** The characters that an account's ID begins with. */
const shards = [..."-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"];

/** What MySQL says of an index that is there, or that is not. */
const alreadySo = new Set([1061, 1091]);

/** A personal and a work account may be bound to one address, and whoever has a role in Partner Center has a work account. */
export class Kinds1764500000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createIndex(queryRunner, "person_address_tenant", "address, tenant_id");
    await dropIndex(queryRunner, "person_address");
    const users = (await queryRunner.query("SELECT id FROM account_user LIMIT 1")) as unknown[];
    // A shard at a time, so that no statement holds much.
    for (const shard of users.length > 0 ? shards : [])
      await queryRunner.query(
        "UPDATE account_user SET identity = 'WORK' WHERE identity = 'PERSONAL_MICROSOFT_ACCOUNT'" +
          " AND partner_center_role IS NOT NULL AND removed_at IS NULL" +
          ` AND account_id >= '${shard}' AND account_id < '${shard}~' AND EXISTS (SELECT 1 FROM migration` +
          " WHERE migration.account_id = account_user.account_id AND migration.status = 'COMPLETED')",
      );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await createIndex(queryRunner, "person_address", "address");
    await dropIndex(queryRunner, "person_address_tenant");
  }
}

async function createIndex(queryRunner: QueryRunner, name: string, on: string): Promise<void> {
  const unlessSo = isMysql(queryRunner) ? "" : "IF NOT EXISTS ";
  await unlessAlready(queryRunner.query(`CREATE UNIQUE INDEX ${unlessSo}${name} ON person (${on})`));
}

async function dropIndex(queryRunner: QueryRunner, name: string): Promise<void> {
  await unlessAlready(
    queryRunner.query(isMysql(queryRunner) ? `DROP INDEX ${name} ON person` : `DROP INDEX IF EXISTS ${name}`),
  );
}

const isMysql = ({ dataSource }: QueryRunner): boolean => dataSource.options.type === "mysql";

/** Another run may have come as far as here, or be at it now. */
async function unlessAlready(change: Promise<unknown>): Promise<void> {
  try {
    await change;
  } catch (error) {
    if (!alreadySo.has((error as { driverError?: { errno?: number } }).driverError?.errno ?? 0)) throw error;
  }
}
