import type { MigrationInterface, QueryRunner } from "typeorm";

/** The characters that an account's ID begins with. */
const shards = [..."-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"];
/** How many letters of a term have a list. */
const lengths = [1, 2, 3, 4, 5, 6, 7, 8];

/** Accounts are found by the starts of their terms, each of which has a list: stems, which no release has had, go. */
export class Starts1764300000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const ignore = queryRunner.dataSource.options.type === "mysql" ? "INSERT IGNORE INTO" : "INSERT OR IGNORE INTO";
    // A shard at a time, so that no statement holds much.
    for (const shard of shards)
      for (const length of lengths)
        await queryRunner.query(
          `${ignore} account_term (account_id, term, sort_name) SELECT DISTINCT account_id, SUBSTR(term, 1, ${length}),` +
            ` sort_name FROM account_term WHERE account_id >= '${shard}' AND account_id < '${shard}~'`,
        );
    await queryRunner.query("DROP TABLE IF EXISTS search_stem");
  }

  /** What is found by a start is found by the whole term as well. */
  down(): Promise<void> {
    return Promise.resolve();
  }
}
