import type { MigrationInterface, QueryRunner } from "typeorm";

/** Adds the runs that compare Partner Center, our record and CPP, and their findings. */
export class Reconciliation1764200000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const mysql = queryRunner.dataSource.options.type === "mysql";
    const boolean = mysql ? "tinyint(1)" : "boolean";
    const create = async (name: string, columns: string[], index: { name: string; on: string; unique: boolean }) => {
      const kind = index.unique ? "UNIQUE INDEX" : "INDEX";
      const parts = mysql ? [...columns, `${kind} ${index.name} (${index.on})`] : columns;
      const options = mysql ? " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin" : "";
      await queryRunner.query(`CREATE TABLE IF NOT EXISTS ${name} (${parts.join(", ")})${options}`);
      if (!mysql) await queryRunner.query(`CREATE ${kind} IF NOT EXISTS ${index.name} ON ${name} (${index.on})`);
    };

    await create(
      "reconciliation",
      [
        "id varchar(22) NOT NULL",
        "mode varchar(32) NOT NULL",
        "open varchar(32) NULL",
        `nightly ${boolean} NOT NULL`,
        "begun_at bigint NOT NULL",
        "finished_at bigint NULL",
        "cursor_account varchar(22) NOT NULL",
        "compared int NOT NULL",
        "held_until bigint NOT NULL",
        "version int NOT NULL",
        "PRIMARY KEY (id)",
      ],
      { name: "reconciliation_open", on: "open", unique: true },
    );
    await create(
      "reconciliation_finding",
      [
        "account_id varchar(22) NOT NULL",
        "run_id varchar(22) NOT NULL",
        "outcome varchar(32) NOT NULL",
        "details text NOT NULL",
        "PRIMARY KEY (account_id, run_id)",
      ],
      { name: "reconciliation_finding_run", on: "run_id, account_id", unique: false },
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("DROP TABLE reconciliation_finding");
    await queryRunner.query("DROP TABLE reconciliation");
  }
}
