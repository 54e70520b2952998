import { createHash } from "node:crypto";
import { searchTerms } from "../../src/account/names";
import type { Database, Tx } from "../../src/database/database";

/** The parameters of the rows. */
export interface ManyAccounts {
  count: number;
  /** A person with a role on each of the first `accounts` accounts. */
  agency: { principal: string; accounts: number };
  now: number;
}

const rowsAtOnce = 2_000;
const statuses = [...Array<string>(7).fill("NOT_STARTED"), "ACTION_REQUIRED", "FAILED", "COMPLETED"];
const idOf = (n: number, what: string): string =>
  createHash("sha1").update(`${what} ${n}`).digest("base64url").slice(0, 22);
/** Returns a word that no other account has. */
const oddWord = (n: number): string => `zz${[...String(n)].map((digit) => "abcdefghij"[Number(digit)]).join("")}`;
/** A word of all accounts whose names come late in the list. */
const lateWord = (n: number): string[] => (String(n % 1_000) >= "7" ? ["late"] : []);
/** Two words that names have in turn from the first fifth of the list on, and both from the middle on. */
function turnWords(n: number): string[] {
  const turn = Number(String(n % 1_000).slice(0, 2));
  if (turn < 20) return [];
  return turn < 50 ? [turn % 2 ? "x" : "y"] : ["x", "y"];
}
const termsOf = (n: number): string[] =>
  searchTerms(`publisher-${n}`, ["company", oddWord(n), ...lateWord(n), ...turnWords(n)].join(" "));
const dayMs = 24 * 60 * 60_000;
/** Not due yet, and not so far ahead that only a clock set back could have put it there. */
const laterMs = 20 * 60_000;

/**
 * Inserts the rows of a large installation directly into the revisions' tables. No job is due. The status counts are
 * not updated.
 */
export async function makeManyAccounts(database: Database, { count, agency, now }: ManyAccounts): Promise<void> {
  const ids = Array.from({ length: count }, (_, n) => idOf(n, "account"));
  // Keys are spread evenly: inserting rows in key order is many times faster.
  const order = ids.map((_, n) => n).sort((a, b) => (ids[a]! < ids[b]! ? -1 : 1));
  const nameOf = (n: number) => `company ${n % 1_000} ${oddWord(n)}`;
  const all = (row: (n: number, id: string) => unknown[][]) => order.flatMap((n) => row(n, ids[n]!));
  const user = (n: number, id: string, who: string, role: string) => [
    ...[id, idOf(n, who), nameOf(n), who, "PERSON", who, who, "WORK", "ACTIVE", role, 1, 0, 0],
  ];

  await database.write(async (tx) => {
    await insert(
      tx,
      "account",
      accountColumns,
      all((n, id) => [
        [
          id,
          `publisher-${n}`,
          nameOf(n),
          nameOf(n),
          "COMPANY",
          String(1_000_000 + n),
          `o${n}@x.example`,
          0,
          contact,
          1,
          0,
          "",
        ],
      ]),
    );
    await insert(
      tx,
      "migration",
      migrationColumns,
      all((n, id) => [[id, statuses[n % statuses.length], nameOf(n), 1, 0, "[]", "DUE", "DUE"]]),
    );
    await insert(
      tx,
      "account_term",
      ["account_id", "term", "sort_name"],
      all((n, id) => termsOf(n).map((term) => [id, term, nameOf(n)])),
    );
    await insert(
      tx,
      "account_user",
      userColumns,
      all((n, id) => [
        user(n, id, `o${n}@x.example`, "OWNER"),
        user(n, id, n < agency.accounts ? agency.principal : `c${n % 5_000}@y.example`, "CONTRIBUTOR"),
      ]),
    );
    await insert(
      tx,
      "timeline_event",
      eventColumns,
      all((n, id) => (n % 2 ? [] : [[id, 1, n, "STATUS_CHANGED", "INFO", "event.status.ACTION_REQUIRED", "{}"]])),
    );
    await insert(
      tx,
      "job",
      jobColumns,
      all((n, id) => (n % 5 ? [] : [[id, "advance@1", now + laterMs + n, 0, 1]])),
    );
    await insert(
      tx,
      "idempotency_record",
      recordColumns,
      all((n, id) => (n % 5 ? [] : [[id, id, now * 2]])),
    );
    await insert(
      tx,
      "work_email_attempt",
      attemptColumns,
      all((n, id) => (n % 5 ? [] : [[id, now - ((n * 997) % dayMs), id, "CODE", `${n % 9_000}`]])),
    );
    await insert(
      tx,
      "mpn_application",
      applicationColumns,
      all((n, id) =>
        n % 5 ? [] : [[id, `tenant ${n % 1_000}`, "{}", "1", id, "REJECTED", "DECIDED", id, now, 1, now * 2, 0]],
      ),
    );
    await insert(
      tx,
      "mpn_membership",
      membershipColumns,
      all((n) => (n % 5 ? [] : [[String(1_000_000 + n), "ACTIVE", `tenant ${n % 1_000}`, "[]", now]])),
    );
    const tenants = Array.from({ length: 1_000 }, (_, n) => [`tenant ${n}`, `Tenant ${n}`, now]);
    await insert(tx, "tenant", ["tenant_id", "display_name", "checked_at"], tenants);
  });
  const tables = database.reader.connection.entityMetadatas.map(({ tableName }) => tableName);
  if (database.kind === "mysql") await database.reader.query(`ANALYZE TABLE ${tables.join(", ")}`);
}

const contact = JSON.stringify({ name: "Sam", email: "sam@x.example", phone: null, address: null });
const accountColumns = [
  ...["id", "publisher_id", "display_name", "sort_name", "account_type", "mpn_id", "sign_in_email"],
  ...["sign_in_personal", "seller_contact", "settings_version", "event_count", "import_hash"],
];
const migrationColumns = [
  ...["account_id", "status", "sort_name", "version", "attempt", "steps", "work_email_state", "mpn_state"],
];
const userColumns = [
  ...[
    "account_id",
    "id",
    "sort_name",
    "principal",
    "principal_kind",
    "email",
    "display_name",
    "identity",
    "access",
    "cpp_role",
  ],
  ...["added_at", "sync_attempts", "sync_seq"],
];
const eventColumns = ["account_id", "seq", "at", "kind", "severity", "message", "params"];
const jobColumns = ["account_id", "kind", "due_at", "attempts", "version"];
const recordColumns = ["id", "input_hash", "expires_at"];
const applicationColumns = [
  ...["account_id", "tenant_id", "profile", "agreement_version", "request_id", "status", "step"],
  ...["submitted_by", "submitted_at", "delivered", "next_poll_at", "polls"],
];
const membershipColumns = ["mpn_id", "status", "tenant_id", "tenant_ids", "checked_at"];
const attemptColumns = ["account_id", "at", "id", "kind", "viewer"];

async function insert(tx: Tx, table: string, columns: string[], rows: unknown[][]): Promise<void> {
  const into = `INSERT INTO ${table} (${columns.join(", ")}) VALUES `;
  const literal = (value: unknown) => (typeof value === "number" ? String(value) : `'${String(value)}'`);
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const lines = rows.slice(from, from + rowsAtOnce).map((row) => `(${row.map(literal).join()})`);
    await tx.query(into + lines.join());
  }
}
