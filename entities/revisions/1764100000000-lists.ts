import type { MigrationInterface, QueryRunner } from "typeorm";

/** The characters that an account's ID can begin with. */
const shards = [..."-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"];
const statuses = ["NOT_STARTED", "ACTION_REQUIRED", "VERIFYING", "MIGRATING", "COMPLETED", "FAILED", "CANCELED"];

/** MySQL's errors for a column or index that already exists, or has already been dropped. */
const alreadySo = new Set([1060, 1061, 1091]);

/** Lets lists of any size be read in order, a page at a time: copies names to where lists are, and counts statuses. */
export class Lists1764100000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const mysql = queryRunner.dataSource.options.type === "mysql";
    const run = (sql: string, parameters: unknown[] = []) => queryRunner.query(sql, parameters);
    const suffix = mysql ? " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin" : "";
    const ignore = mysql ? "INSERT IGNORE INTO" : "INSERT OR IGNORE INTO";
    const filled = ((await run("SELECT id FROM account LIMIT 1")) as unknown[]).length > 0 ? shards : [];
    /** Runs a shard at a time, so that no statement locks many rows. */
    const eachShard = async (sql: (within: string) => string) => {
      for (const shard of filled) await run(sql(`account_id >= '${shard}' AND account_id < '${shard}~'`));
    };
    const nameOf = (table: string) =>
      `COALESCE((SELECT account.sort_name FROM account WHERE account.id = ${table}.account_id), '')`;

    await run(
      "CREATE TABLE IF NOT EXISTS status_count (shard varchar(1) NOT NULL, status varchar(32) NOT NULL," +
        ` accounts int NOT NULL, PRIMARY KEY (shard, status))${suffix}`,
    );

    for (const table of ["account_user", "account_term"]) {
      await unlessSo(() => run(`ALTER TABLE ${table} ADD COLUMN sort_name varchar(128) NOT NULL DEFAULT ''`));
      await eachShard(
        (within) => `UPDATE ${table} SET sort_name = ${nameOf(table)} WHERE sort_name = '' AND ${within}`,
      );
    }

    const index = (name: string, table: string, columns: string) =>
      unlessSo(() => run(`CREATE INDEX ${mysql ? "" : "IF NOT EXISTS "}${name} ON ${table} (${columns})`));
    await index("account_term_place", "account_term", "term, sort_name, account_id");
    await index("account_user_portfolio", "account_user", "principal, removed_at, sort_name, account_id");
    // The new indexes begin with the same column.
    await dropIndex(queryRunner, "account_term_search", "account_term");
    await dropIndex(queryRunner, "account_user_accounts", "account_user");

    const counts = shards.flatMap((shard) => statuses.map((status) => [shard, status]));
    await run(
      `${ignore} status_count (shard, status, accounts) VALUES ${counts.map(() => "(?, ?, 0)").join(", ")}`,
      counts.flat(),
    );
    for (const shard of filled) await countShard(queryRunner, shard);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("CREATE INDEX account_user_accounts ON account_user (principal, account_id)");
    await queryRunner.query("CREATE INDEX account_term_search ON account_term (term, account_id)");
    await dropIndex(queryRunner, "account_user_portfolio", "account_user");
    await dropIndex(queryRunner, "account_term_place", "account_term");
    for (const table of ["account_user", "account_term"])
      await queryRunner.query(`ALTER TABLE ${table} DROP COLUMN sort_name`);
    await queryRunner.query("DROP TABLE status_count");
  }
}

/** Counts with the shard's rows locked: a concurrent status change waits, and then adds to this count. */
async function countShard(queryRunner: QueryRunner, shard: string): Promise<void> {
  const mysql = queryRunner.dataSource.options.type === "mysql";
  const run = (sql: string, parameters: unknown[] = []) => queryRunner.query(sql, parameters);
  // SQLite already holds its write lock.
  if (mysql) await run("START TRANSACTION");
  if (mysql) await run("SELECT accounts FROM status_count WHERE shard = ? FOR UPDATE", [shard]);
  const counts = (await run(
    "SELECT status, COUNT(*) AS accounts FROM migration WHERE account_id >= ? AND account_id < ? GROUP BY status",
    [shard, `${shard}~`],
  )) as { status: string; accounts: number }[];
  await run("UPDATE status_count SET accounts = 0 WHERE shard = ?", [shard]);
  for (const { status, accounts } of counts)
    await run("UPDATE status_count SET accounts = ? WHERE shard = ? AND status = ?", [accounts, shard, status]);
  if (mysql) await run("COMMIT");
}

async function dropIndex(queryRunner: QueryRunner, name: string, table: string): Promise<void> {
  const mysql = queryRunner.dataSource.options.type === "mysql";
  await unlessSo(() => queryRunner.query(mysql ? `DROP INDEX ${name} ON ${table}` : `DROP INDEX IF EXISTS ${name}`));
}

/** Ignores a change that another run has already made, perhaps at this moment. */
async function unlessSo(change: () => Promise<unknown>): Promise<void> {
  try {
    await change();
  } catch (error) {
    const { errno, message } = (error as { driverError?: { errno?: number; message?: string } }).driverError ?? {};
    if (!alreadySo.has(errno ?? 0) && !message?.startsWith("duplicate column name")) throw error;
  }
}
