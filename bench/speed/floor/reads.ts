import type { Sql } from "../database";
import { nodeId } from "../operations";
import {
  actionsOf,
  awaitingOf,
  bannerOf,
  eventMessages,
  failureMessage,
  instant,
  managedIn,
  requirementsOf,
  type Claims,
} from "../sentences";

type Row = (string | number | null)[];
interface StepRow {
  kind: string;
  state: string;
  startedAt: number | null;
  finishedAt: number | null;
}

/** Returns the viewer with their tenant: one statement. */
export async function point(sql: Sql, { tid, email, name }: Claims): Promise<object> {
  const [row] = (await sql.rows("SELECT display_name, default_domain FROM tenant WHERE tenant_id = ?", [tid])) as Row[];
  const tenant = { id: nodeId("Tenant", tid), tenantId: tid, displayName: row![0], defaultDomain: row![1] };
  return { viewer: { email, displayName: name, identity: "WORK", tenant } };
}

const accountColumns = `a.id, a.publisher_id, a.display_name, a.mpn_id, a.sign_in_email, m.status, m.version, m.steps, m.work_email,
  m.work_email_state, m.work_email_reason, m.mpn_state, m.mpn_reason, s.mpn_id AS membership, s.partner_name,
  t.display_name AS tenant, a.sort_name`;
const accountJoins = `JOIN account_user r ON r.principal = p.address AND r.removed_at IS NULL
  JOIN account a ON a.id = r.account_id JOIN migration m ON m.account_id = a.id
  LEFT JOIN mpn_membership s ON s.mpn_id = COALESCE(m.mpn_id, a.mpn_id) LEFT JOIN tenant t ON t.tenant_id = s.tenant_id`;
const pageSql = `SELECT ${accountColumns} FROM person p ${accountJoins}
  WHERE p.tenant_id = ? AND p.object_id = ? ORDER BY r.sort_name, r.account_id LIMIT 21`;
const usersSql = (
  accounts: number,
) => `SELECT account_id, id, display_name, email, cpp_role, partner_center_role, access
  FROM account_user WHERE account_id IN (${Array(accounts).fill("?").join()}) AND removed_at IS NULL ORDER BY account_id, id`;

/** Returns the viewer's twenty accounts: one statement for everything one-to-one, one for the users. */
export async function page(sql: Sql, { tid, oid }: Claims): Promise<object> {
  const found = (await sql.rows(pageSql, [tid, oid])) as Row[];
  const rows = found.slice(0, 20);
  const ids = rows.map((row) => row[0] as string);
  const users = new Map<string, object[]>(ids.map((id) => [id, []]));
  for (const user of (await sql.rows(usersSql(ids.length), ids)) as string[][]) {
    const list = users.get(user[0]!)!;
    if (list.length === 5) continue;
    list.push({
      id: nodeId("AccountUser", user[0]!, user[1]!),
      displayName: user[2] ?? user[3],
      email: user[3],
      cppRole: user[4],
      partnerCenterRole: user[5],
      access: user[6],
    });
  }
  const last = rows.at(-1)!;
  const nodes = rows.map((row) => ({
    ...accountOf(row),
    migration: migrationOf(row),
    mpn: mpnOf(row),
    users: { nodes: users.get(row[0] as string) },
  }));
  const endCursor = Buffer.from(JSON.stringify([last[16], last[0]])).toString("base64url");
  return { viewer: { accounts: { nodes, pageInfo: { hasNextPage: found.length > 20, endCursor } } } };
}

function accountOf(row: Row) {
  const [id, publisherId, displayName] = row as string[];
  const banner = bannerOf(row[5] as string, displayName!, publisherId!);
  return { id: nodeId("Account", id!), publisherId, displayName, banner };
}

const standingOf = (row: Row) => ({
  status: row[5] as string,
  workEmail: row[8] as string | null,
  workEmailState: row[9] as string,
  workEmailReason: row[10] as string | null,
  mpnState: row[11] as string,
  mpnReason: row[12] as string | null,
});

/** Returns the requirements of a row's account. */
const requirements = (row: Row) => {
  const tenant = row[15] === null ? null : { displayName: row[15] };
  return requirementsOf(
    standingOf(row),
    { mpnId: row[3] as string | null, signInEmail: row[4] as string },
    tenant,
    tenant,
  );
};

function migrationOf(row: Row) {
  const steps = JSON.parse(row[7] as string) as StepRow[];
  return {
    id: nodeId("Migration", row[0] as string),
    status: row[5],
    awaiting: awaitingOf(row[5] as string),
    viewerActions: actionsOf(standingOf(row)),
    version: row[6],
    requirements: requirements(row),
    steps: steps.map(({ kind, state, finishedAt }) => ({ kind, state, finishedAt: instant(finishedAt) })),
  };
}

const mpnOf = (row: Row) =>
  row[13] === null
    ? null
    : {
        id: nodeId("MpnMembership", row[0] as string),
        mpnId: row[13],
        standing: "ACTIVE",
        partnerName: row[14],
        tenant: { displayName: row[15] },
      };

const detailSql = `SELECT ${accountColumns}, r.id AS me, r.display_name AS my_name, a.account_type, a.seller_id, a.settings_version,
  a.seller_contact, m.attempt, m.started_at, m.completed_at, m.failure, m.started_by, a.event_count
  FROM person p ${accountJoins} WHERE p.tenant_id = ? AND p.object_id = ? AND a.publisher_id = ?`;
const allUsersSql = `SELECT id, display_name, email, principal_kind, cpp_role, partner_center_role, access, added_at
  FROM account_user WHERE account_id = ? AND removed_at IS NULL ORDER BY id LIMIT 21`;
const eventsSql =
  "SELECT kind, severity, message, at, actor FROM timeline_event WHERE account_id = ? ORDER BY seq DESC LIMIT 11";

/** Returns one complete account: one statement for everything one-to-one, one for the users, one for the timeline. */
export async function detail(sql: Sql, { tid, oid }: Claims, publisherId: string): Promise<object> {
  const [row] = (await sql.rows(detailSql, [tid, oid, publisherId])) as Row[];
  const id = row![0] as string;
  const [users, events] = (await Promise.all([sql.rows(allUsersSql, [id]), sql.rows(eventsSql, [id])])) as [
    Row[],
    Row[],
  ];
  return { account: wholeAccount(row!, users, events) };
}

function wholeAccount(row: Row, users: Row[], events: Row[]) {
  const [id, publisherId] = row as [string, string];
  const status = row[5] as string;
  const { banner, ...named } = accountOf(row);
  const contact = JSON.parse(row[22] as string) as Contact;
  const nameOf = (user: unknown) => {
    const one = users.find((candidate) => candidate[0] === user);
    return one ? { displayName: one[1] ?? one[2] } : null;
  };
  const failure = row[26] === null ? null : (JSON.parse(row[26] as string) as Failure);
  const migration = migrationOf(row);
  const { mpn, tenant } = { mpn: mpnOf(row), tenant: { displayName: row[15] } };
  return {
    ...named,
    ...managedIn(status, publisherId),
    banner,
    viewerUser: { id: nodeId("AccountUser", id, row[17] as string), displayName: row[18] },
    settings: {
      accountType: row[19],
      sellerId: row[20],
      version: row[21],
      sellerContact: {
        ...{ name: contact.name, email: contact.email, phone: contact.phone },
        address: { line1: contact.address.line1, city: contact.address.city, countryCode: contact.address.countryCode },
      },
    },
    migration: {
      ...{ id: migration.id, status, awaiting: migration.awaiting, viewerActions: migration.viewerActions },
      ...{ pollAfterMs: null, attempt: row[23], version: row[6] },
      ...{ startedAt: instant(row[24] as number | null), completedAt: instant(row[25] as number | null) },
      requirements: migration.requirements,
      steps: (JSON.parse(row[7] as string) as StepRow[]).map(({ kind, state, startedAt, finishedAt }) => ({
        ...{ kind, state, startedAt: instant(startedAt), finishedAt: instant(finishedAt) },
      })),
      startedBy: nameOf(row[27]),
      failure: failure && {
        ...{ code: failure.code, message: failureMessage, retryable: failure.retryable, at: instant(failure.at) },
      },
    },
    mpn: mpn && {
      ...{ id: mpn.id, mpnId: mpn.mpnId, idKind: "GLOBAL", standing: mpn.standing, partnerName: mpn.partnerName },
      ...{ tenant, associatedTenants: [tenant] },
    },
    users: {
      nodes: users.map((user) => ({
        id: nodeId("AccountUser", id, user[0] as string),
        displayName: user[1] ?? user[2],
        ...{ email: user[2], principalKind: user[3], cppRole: user[4], partnerCenterRole: user[5], access: user[6] },
        addedAt: instant(user[7] as number),
      })),
    },
    timeline: {
      nodes: events.map(([kind, severity, message, at, actor]) => ({
        ...{ kind, severity, message: eventMessages[message as string], at: instant(at as number) },
        actor: nameOf(actor),
      })),
      totalCount: row[28],
    },
  };
}

interface Contact {
  name: string;
  email: string;
  phone: string | null;
  address: { line1: string; city: string; countryCode: string };
}

interface Failure {
  code: string;
  retryable: boolean;
  at: number;
}
