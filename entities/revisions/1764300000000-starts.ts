import type { MigrationInterface, QueryRunner } from "typeorm";

/** The characters that an account's ID can begin with. */
const shards = [..."-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"];
/** The lengths of the prefixes that are terms of their own. */
const lengths = [1, 2, 3, 4, 5, 6, 7, 8];

/** Adds each term's prefixes as terms, by which accounts are found. Drops the stems, which no release has had. */
export class Starts1764300000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const ignore = queryRunner.dataSource.options.type === "mysql" ? "INSERT IGNORE INTO" : "INSERT OR IGNORE INTO";
    // A shard at a time, so that no statement locks many rows.
    for (const shard of shards)
      for (const length of lengths)
        await queryRunner.query(
          `${ignore} account_term (account_id, term, sort_name) SELECT DISTINCT account_id, SUBSTR(term, 1, ${length}),` +
            ` sort_name FROM account_term WHERE account_id >= '${shard}' AND account_id < '${shard}~'`,
        );
    await queryRunner.query("DROP TABLE IF EXISTS search_stem");
  }

  /** Nothing to undo: the prefixes find only what the whole terms find as well. */
  down(): Promise<void> {
    return Promise.resolve();
  }
}
