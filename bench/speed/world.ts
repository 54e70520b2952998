import { createHash } from "node:crypto";

/** The size of the bench's world. */
export interface WorldSize {
  /** People with twenty accounts each; every account has five users. */
  agencies: number;
}

/** An agency that signs in and owns twenty accounts. */
export interface Agency {
  email: string;
  tenantId: string;
  oid: string;
  name: string;
  /** Its twenty accounts, in the order of their names. */
  accounts: { id: string; publisherId: string; kind: AccountKind }[];
}

/** How far an account's migration has got. */
export type AccountKind = "untouched" | "asked" | "asked without an MPN ID" | "moved" | "failed";

/** The rows of a table, in the order of its columns. */
export interface Table {
  name: string;
  columns: string[];
  rows: (string | number | null)[][];
}

/** What the database and the simulator's directory hold. */
export interface World {
  agencies: Agency[];
  tables: Table[];
  /** The simulator's world file. */
  directory: { tenants: object[]; people: object[]; mpnAccounts: object[] };
}

/** An agency's page: most accounts wait, some have moved, one has failed. */
const kinds: AccountKind[] = [
  ...Array<AccountKind>(8).fill("untouched"),
  ...Array<AccountKind>(3).fill("asked"),
  ...Array<AccountKind>(2).fill("asked without an MPN ID"),
  ...Array<AccountKind>(6).fill("moved"),
  "failed",
];
const tenants = 200;
const steps = ["VERIFY_ANSWERS", "COPY_SETTINGS", "COPY_USERS", "LOCK_CPP_SETTINGS"];

/**
 * Returns a world that depends only on the size and the time. Nothing in it is so old that a read would ask upstream.
 */
export function makeWorld({ agencies }: WorldSize, now: number): World {
  const tables = emptyTables();
  const directory: World["directory"] = { tenants: [], people: [], mpnAccounts: [] };
  const people: Agency[] = [];
  for (let t = 0; t < tenants; t++) {
    const tenant = tenantOf(t);
    tables.tenant.rows.push([tenant.tenantId, tenant.displayName, tenant.defaultDomain, now]);
    directory.tenants.push(tenant);
  }
  for (let a = 0; a < agencies; a++) {
    const agency = makeAgency(a);
    people.push(agency);
    const { email, tenantId, oid, name: displayName } = agency;
    directory.people.push({ email, displayName, tenantId, oid });
    tables.person.rows.push([tenantId, oid, email, now]);
    agency.accounts.forEach((account, i) => addAccount(tables, directory, agency, account, a * kinds.length + i, now));
  }
  return { agencies: people, tables: Object.values(tables), directory };
}

function makeAgency(a: number): Agency {
  const { tenantId, domains } = tenantOf(a % tenants);
  const accounts = kinds.map((kind, i) => {
    const publisherId = `bench-${a * kinds.length + i}`;
    return { id: accountId(publisherId), publisherId, kind };
  });
  return { email: `agency${a}@${domains[0]!}`, tenantId, oid: guid(`person ${a}`), name: `Agency ${a}`, accounts };
}

const tenantOf = (t: number) => ({
  tenantId: guid(`tenant ${t}`),
  displayName: `Tenant ${t} Ltd`,
  defaultDomain: `tenant${t}.onmicrosoft.com`,
  domains: [`tenant${t}.example.com`],
  managed: true,
});

function addAccount(
  tables: Tables,
  directory: World["directory"],
  agency: Agency,
  { id, publisherId, kind }: Agency["accounts"][number],
  n: number,
  now: number,
): void {
  const name = `Company ${String(n).padStart(6, "0")} Ltd`;
  const sortName = name.toLowerCase();
  const mpnId = kind === "asked without an MPN ID" ? null : String(1_000_000 + n);
  const moved = kind === "moved";
  const answered = moved || kind === "failed";
  const address = {
    line1: `${n} Main Street`,
    line2: null,
    city: "Oslo",
    region: null,
    postalCode: null,
    countryCode: "NO",
  };
  const contact = { name: "Sam Seller", email: `sam@company${n}.example.com`, phone: null, address };
  const events = eventsOf(kind);
  tables.account.rows.push([
    ...[id, publisherId, name, sortName, "COMPANY", mpnId, agency.email, 0, JSON.stringify(contact)],
    ...[moved ? `seller-${n}` : null, 1, events.length, ""],
  ]);
  tables.migration.rows.push([
    ...[
      id,
      statusOf[kind],
      sortName,
      3,
      answered ? 1 : 0,
      kind === "untouched" ? null : userId(0),
      kind === "untouched" ? null : now - 9_000,
    ],
    ...[
      moved ? now - 1_000 : null,
      JSON.stringify(stepsOf(kind, now)),
      kind === "failed" ? JSON.stringify(failure(now)) : null,
    ],
    ...[answered ? agency.email : null, answered ? agency.tenantId : null, answered ? "SATISFIED" : "DUE"],
    ...[
      answered ? null : "CONFIRM_WORK_EMAIL",
      null,
      mpnId === null ? "DUE" : "SATISFIED",
      mpnId === null ? "MPN_ID_MISSING" : null,
    ],
  ]);
  if (mpnId !== null) {
    tables.mpn_membership.rows.push([
      mpnId,
      "ACTIVE",
      mpnId,
      `Partner ${n}`,
      agency.tenantId,
      JSON.stringify([agency.tenantId]),
      now,
    ]);
    if (directory.mpnAccounts.length < 2_000)
      directory.mpnAccounts.push({
        ...{ mpnId, partnerName: `Partner ${n}`, tenantId: agency.tenantId, associatedTenants: [], locations: [] },
        standing: "ACTIVE",
      });
  }
  for (let u = 0; u < 5; u++) {
    const email = u === 0 ? agency.email : `user${u}@company${n}.example.com`;
    const owner = u < 2;
    tables.account_user.rows.push([
      ...[
        id,
        userId(u),
        email,
        "PERSON",
        email,
        u === 0 ? agency.name : u === 4 ? null : `User ${u} of ${n}`,
        "WORK",
        "ACTIVE",
      ],
      ...[
        owner ? "OWNER" : "CONTRIBUTOR",
        moved ? (u === 0 ? "OWNER" : owner ? "MANAGER" : "DEVELOPER") : null,
        now - 10_000,
        0,
        0,
        sortName,
      ],
    ]);
  }
  events.forEach((message, i) =>
    tables.timeline_event.rows.push([
      ...[
        id,
        i + 1,
        now - 5_000 + i,
        "STATUS_CHANGED",
        message.endsWith("FAILED") ? "ERROR" : i === 0 ? "WARNING" : "INFO",
      ],
      ...[message, "{}", i === 0 ? userId(0) : null],
    ]),
  );
}

const statusOf: Record<AccountKind, string> = {
  untouched: "NOT_STARTED",
  asked: "ACTION_REQUIRED",
  "asked without an MPN ID": "ACTION_REQUIRED",
  moved: "COMPLETED",
  failed: "FAILED",
};

function eventsOf(kind: AccountKind): string[] {
  const asked = kind === "untouched" ? [] : ["event.status.ACTION_REQUIRED"];
  if (kind === "moved") return [...asked, "event.status.VERIFYING", "event.status.COMPLETED"];
  return kind === "failed" ? [...asked, "event.status.VERIFYING", "event.status.FAILED"] : asked;
}

const stepsOf = (kind: AccountKind, now: number): object[] =>
  steps.map((step, i) => {
    const state = kind === "moved" ? "DONE" : kind === "failed" && i === 0 ? "FAILED" : "PENDING";
    const [startedAt, finishedAt] = state === "PENDING" ? [null, null] : [now - 4_000, now - 3_000];
    return { kind: step, state, startedAt, finishedAt };
  });

const failure = (now: number): object => ({
  ...{ code: "PARTNER_CENTER_UNREACHABLE", step: "VERIFY_ANSWERS", detail: "", retryable: true, at: now - 3_000 },
  correlationId: guid("failure"),
});

/** Returns a user ID; IDs sort in the order of adding. */
const userId = (u: number): string => `-----user-${u}-----------`;

/** Returns the account's key, derived from the publisher ID as in the service. */
const accountId = (publisherId: string): string =>
  createHash("sha256")
    .update(JSON.stringify(["account", publisherId]))
    .digest("base64url")
    .slice(0, 22);

function guid(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const table = (name: string, ...columns: string[]): Table => ({ name, columns, rows: [] });
type Tables = ReturnType<typeof emptyTables>;
const emptyTables = () => ({
  tenant: table("tenant", "tenant_id", "display_name", "default_domain", "checked_at"),
  person: table("person", "tenant_id", "object_id", "address", "bound_at"),
  account: table(
    "account",
    ...["id", "publisher_id", "display_name", "sort_name", "account_type", "mpn_id", "sign_in_email"],
    ...["sign_in_personal", "seller_contact", "seller_id", "settings_version", "event_count", "import_hash"],
  ),
  migration: table(
    "migration",
    ...["account_id", "status", "sort_name", "version", "attempt", "started_by", "started_at", "completed_at"],
    ...["steps", "failure", "work_email", "work_email_tenant", "work_email_state", "work_email_reason", "mpn_id"],
    ...["mpn_state", "mpn_reason"],
  ),
  mpn_membership: table(
    "mpn_membership",
    ...["mpn_id", "status", "global_mpn_id", "partner_name", "tenant_id", "tenant_ids", "checked_at"],
  ),
  account_user: table(
    "account_user",
    ...["account_id", "id", "principal", "principal_kind", "email", "display_name", "identity", "access"],
    ...["cpp_role", "partner_center_role", "added_at", "sync_seq", "sync_attempts", "sort_name"],
  ),
  timeline_event: table(
    "timeline_event",
    ...["account_id", "seq", "at", "kind", "severity", "message", "params", "actor"],
  ),
});
