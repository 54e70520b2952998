import type { MigrationInterface, QueryRunner } from "typeorm";

interface Index {
  name: string;
  on: string;
  unique?: true;
}

/** The first revision: accounts, their migrations, users and timelines, and what the worker and the doorway need. */
export class Accounts1764000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const mysql = queryRunner.dataSource.options.type === "mysql";
    // MySQL commits each CREATE separately: a revision that was interrupted, or runs twice at once, must be repeatable.
    const table = async (name: string, columns: string[], indexes: Index[] = []) => {
      const inline = indexes.map(({ name, on, unique }) => `${unique ? "UNIQUE " : ""}INDEX ${name} (${on})`);
      if (mysql)
        await queryRunner.query(
          `CREATE TABLE IF NOT EXISTS ${name} (${[...columns, ...inline].join(", ")})` +
            " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin",
        );
      else {
        await queryRunner.query(`CREATE TABLE IF NOT EXISTS ${name} (${columns.join(", ")})`);
        for (const { name: indexName, on, unique } of indexes)
          await queryRunner.query(
            `CREATE ${unique ? "UNIQUE " : ""}INDEX IF NOT EXISTS ${indexName} ON ${name} (${on})`,
          );
      }
    };
    const boolean = mysql ? "tinyint(1)" : "boolean";

    await table(
      "account",
      [
        "id varchar(22) NOT NULL",
        "publisher_id varchar(64) NOT NULL",
        "display_name varchar(256) NOT NULL",
        "sort_name varchar(128) NOT NULL",
        "account_type varchar(32) NOT NULL",
        "mpn_id varchar(64) NULL",
        "sign_in_email varchar(254) NOT NULL",
        `sign_in_personal ${boolean} NOT NULL`,
        "seller_contact text NOT NULL",
        "seller_id varchar(64) NULL",
        "settings_version int NOT NULL",
        "event_count int NOT NULL",
        "import_hash varchar(43) NOT NULL",
        "PRIMARY KEY (id)",
      ],
      [
        { name: "account_publisher", on: "publisher_id", unique: true },
        { name: "account_sort", on: "sort_name, id" },
      ],
    );

    await table(
      "account_term",
      ["account_id varchar(22) NOT NULL", "term varchar(64) NOT NULL", "PRIMARY KEY (account_id, term)"],
      [{ name: "account_term_search", on: "term, account_id" }],
    );

    await table(
      "migration",
      [
        "account_id varchar(22) NOT NULL",
        "status varchar(32) NOT NULL",
        "sort_name varchar(128) NOT NULL",
        "version int NOT NULL",
        "attempt int NOT NULL",
        "started_by varchar(22) NULL",
        "started_at bigint NULL",
        "completed_at bigint NULL",
        "steps text NOT NULL",
        "failure text NULL",
        "work_email varchar(254) NULL",
        "work_email_tenant varchar(36) NULL",
        "work_email_state varchar(32) NOT NULL",
        "work_email_reason varchar(32) NULL",
        "work_email_problem text NULL",
        "code_nonce varchar(22) NULL",
        "code_expires_at bigint NULL",
        "code_tries_left int NULL",
        "code_locale varchar(8) NULL",
        "mpn_id varchar(10) NULL",
        "mpn_state varchar(32) NOT NULL",
        "mpn_reason varchar(32) NULL",
        "mpn_problem text NULL",
        "PRIMARY KEY (account_id)",
      ],
      [{ name: "migration_status", on: "status, sort_name, account_id" }],
    );

    await table("mpn_application", [
      "account_id varchar(22) NOT NULL",
      "tenant_id varchar(36) NOT NULL",
      "profile text NOT NULL",
      "agreement_version varchar(32) NOT NULL",
      "request_id varchar(36) NOT NULL",
      "status varchar(32) NOT NULL",
      "step varchar(32) NOT NULL",
      "submitted_by varchar(22) NOT NULL",
      "submitted_at bigint NOT NULL",
      `delivered ${boolean} NOT NULL`,
      "next_poll_at bigint NOT NULL",
      "polls int NOT NULL",
      "PRIMARY KEY (account_id)",
    ]);

    await table(
      "account_user",
      [
        "account_id varchar(22) NOT NULL",
        "id varchar(22) NOT NULL",
        "principal varchar(254) NOT NULL",
        "principal_kind varchar(32) NOT NULL",
        "email varchar(254) NULL",
        "application_id varchar(64) NULL",
        "display_name varchar(256) NULL",
        "identity varchar(32) NOT NULL",
        "access varchar(32) NOT NULL",
        "cpp_role varchar(32) NULL",
        "partner_center_role varchar(32) NULL",
        "member_id varchar(64) NULL",
        "added_at bigint NOT NULL",
        "removed_at bigint NULL",
        "changing_to varchar(32) NULL",
        "sync_seq int NOT NULL",
        "sync_state varchar(32) NULL",
        "sync_attempts int NOT NULL",
        "synced_at bigint NULL",
        "sync_next_at bigint NULL",
        "sync_error varchar(512) NULL",
        "PRIMARY KEY (account_id, id)",
      ],
      [
        { name: "account_user_principal", on: "account_id, principal", unique: true },
        { name: "account_user_accounts", on: "principal, account_id" },
        { name: "account_user_sync", on: "sync_state, account_id, id" },
      ],
    );

    await table(
      "person",
      [
        "tenant_id varchar(36) NOT NULL",
        "object_id varchar(36) NOT NULL",
        "address varchar(254) NOT NULL",
        "bound_at bigint NOT NULL",
        "PRIMARY KEY (tenant_id, object_id)",
      ],
      [{ name: "person_address", on: "address", unique: true }],
    );

    await table("tenant", [
      "tenant_id varchar(36) NOT NULL",
      "display_name varchar(256) NOT NULL",
      "default_domain varchar(253) NULL",
      "checked_at bigint NOT NULL",
      "PRIMARY KEY (tenant_id)",
    ]);

    await table("mpn_membership", [
      "mpn_id varchar(10) NOT NULL",
      "status varchar(32) NOT NULL",
      "global_mpn_id varchar(10) NULL",
      "partner_name varchar(256) NULL",
      "tenant_id varchar(36) NULL",
      "tenant_ids text NOT NULL",
      "checked_at bigint NOT NULL",
      "PRIMARY KEY (mpn_id)",
    ]);

    await table("timeline_event", [
      "account_id varchar(22) NOT NULL",
      "seq int NOT NULL",
      "at bigint NOT NULL",
      "kind varchar(32) NOT NULL",
      "severity varchar(32) NOT NULL",
      "message varchar(64) NOT NULL",
      "params text NOT NULL",
      "actor varchar(22) NULL",
      "problem text NULL",
      "PRIMARY KEY (account_id, seq)",
    ]);

    await table(
      "job",
      [
        "account_id varchar(22) NOT NULL",
        "kind varchar(32) NOT NULL",
        "due_at bigint NOT NULL",
        "attempts int NOT NULL",
        "version int NOT NULL",
        "PRIMARY KEY (account_id, kind)",
      ],
      [{ name: "job_due", on: "due_at" }],
    );

    await table(
      "work_email_attempt",
      [
        "account_id varchar(22) NOT NULL",
        "at bigint NOT NULL",
        "id varchar(22) NOT NULL",
        "kind varchar(32) NOT NULL",
        "viewer varchar(73) NOT NULL",
        "PRIMARY KEY (account_id, at, id)",
      ],
      [
        { name: "work_email_attempt_viewer", on: "viewer, at" },
        { name: "work_email_attempt_age", on: "at" },
      ],
    );

    await table(
      "idempotency_record",
      [
        "id varchar(43) NOT NULL",
        "input_hash varchar(43) NOT NULL",
        "refusal text NULL",
        "expires_at bigint NOT NULL",
        "PRIMARY KEY (id)",
      ],
      [{ name: "idempotency_record_expiry", on: "expires_at" }],
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of [
      "idempotency_record",
      "work_email_attempt",
      "job",
      "timeline_event",
      "mpn_membership",
      "tenant",
      "person",
      "account_user",
      "mpn_application",
      "migration",
      "account_term",
      "account",
    ])
      await queryRunner.query(`DROP TABLE ${table}`);
  }
}
