import type { MigrationInterface, QueryRunner } from "typeorm";

/** The characters that an account's ID can begin with. */
const shards = [..."-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"];

/** MySQL's errors for an index that already exists, or does not exist. */
const alreadySo = new Set([1061, 1091]);

/** Lets a personal and a work account share an address, and makes users with a Partner Center role work accounts. */
export class Kinds1764500000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createIndex(queryRunner, "person_address_tenant", "address, tenant_id");
    await dropIndex(queryRunner, "person_address");
    const users = (await queryRunner.query("SELECT id FROM account_user LIMIT 1")) as unknown[];
    // A shard at a time, so that no statement locks many rows.
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

/** Ignores a change that another run has already made, perhaps at this moment. */
async function unlessAlready(change: Promise<unknown>): Promise<void> {
  try {
    await change;
  } catch (error) {
    if (!alreadySo.has((error as { driverError?: { errno?: number } }).driverError?.errno ?? 0)) throw error;
  }
}
