import type { BenchDatabase } from "../database";
import { nodeId } from "../operations";
import { awaitingOf, requirementsOf, type Claims } from "../sentences";
import type { Upstream } from "../upstream";

const guardSql = `SELECT a.event_count, a.sign_in_email, r.id AS actor FROM account a
  JOIN migration m ON m.account_id = a.id JOIN account_user r ON r.account_id = a.id AND r.removed_at IS NULL
  JOIN person p ON p.address = r.principal
  WHERE a.id = ? AND p.tenant_id = ? AND p.object_id = ? AND m.status = 'ACTION_REQUIRED' AND r.cpp_role = 'OWNER'`;
const answerSql = `UPDATE migration SET work_email = ?, work_email_tenant = ?, work_email_state = 'SATISFIED',
  work_email_reason = NULL, version = version + 1 WHERE account_id = ?`;
const eventSql = `INSERT INTO timeline_event (account_id, seq, at, kind, severity, message, params, actor)
  VALUES (?, ?, ?, 'ANSWER_ACCEPTED', 'INFO', 'event.workEmailAccepted', ?, ?)`;
const countSql = "UPDATE account SET event_count = ? WHERE id = ?";

/**
 * Takes a work e-mail for an account without an MPN ID: the service's calls upstream, and its rows in one transaction.
 */
export async function submitWorkEmail(
  database: BenchDatabase,
  upstream: Upstream,
  { tid, oid }: Claims,
  input: { migrationId: string; workEmail: string },
): Promise<object> {
  const { workEmail } = input;
  const [, id] = Buffer.from(input.migrationId, "base64url").toString().split(":") as [string, string];
  const tenant = await upstream.tenantOfAddress(workEmail);
  const signInEmail = await database.unit(async (tx) => {
    const lock = database.kind === "mysql" ? " FOR UPDATE" : "";
    const [row] = (await tx.rows(guardSql + lock, [id, tid, oid])) as [number, string, string][];
    const [events, address, actor] = row!;
    await tx.run(answerSql, [workEmail, tenant.tenantId, id]);
    await tx.run(eventSql, [id, events + 1, Date.now(), JSON.stringify({ answer: workEmail }), actor]);
    await tx.run(countSql, [events + 1, id]);
    return address;
  });
  const standing = {
    ...{ status: "ACTION_REQUIRED", workEmail, workEmailState: "SATISFIED", workEmailReason: null },
    ...{ mpnState: "DUE", mpnReason: "MPN_ID_MISSING" },
  };
  const own = { displayName: tenant.displayName };
  const migration = {
    ...{ id: nodeId("Migration", id), status: standing.status, awaiting: awaitingOf(standing.status) },
    requirements: requirementsOf(standing, { mpnId: null, signInEmail }, null, own),
  };
  return { submitWorkEmail: { __typename: "MigrationSuccess", replayed: false, migration } };
}
