import { randomBytes } from "node:crypto";
import type { BenchDatabase } from "../database";
import type { Claims } from "../sentences";
import type { Upstream } from "../upstream";

const accountSql = `SELECT a.publisher_id, m.work_email_tenant, COALESCE(m.mpn_id, a.mpn_id) AS mpn_id, r.id AS actor
  FROM person p JOIN account_user r ON r.principal = p.address AND r.removed_at IS NULL
  JOIN account a ON a.id = r.account_id JOIN migration m ON m.account_id = a.id
  WHERE p.tenant_id = ? AND p.object_id = ? AND a.id = ? AND m.status = 'COMPLETED'
  AND r.partner_center_role IN ('OWNER', 'MANAGER')
  AND NOT EXISTS (SELECT 1 FROM account_user u WHERE u.account_id = a.id AND u.principal = ?)`;
/** Runs first and so locks the account's row: the next statements read the number from there. */
const countSql = "UPDATE account SET event_count = event_count + 1 WHERE id = ?";
const userSql = `INSERT INTO account_user (account_id, id, principal, principal_kind, email, display_name, identity, access,
  partner_center_role, member_id, added_at, sync_seq, sync_state, sync_attempts, sync_next_at, sort_name)
  SELECT id, ?, ?, 'PERSON', ?, ?, 'WORK', 'ACTIVE', 'DEVELOPER', ?, ?, event_count, 'PENDING', 0, ?, sort_name
  FROM account WHERE id = ?`;
const eventSql = `INSERT INTO timeline_event (account_id, seq, at, kind, severity, message, params, actor)
  SELECT id, event_count, ?, 'USER_ADDED', 'INFO', 'event.user.added', ?, ? FROM account WHERE id = ?`;
const jobsSql = `INSERT INTO job (account_id, kind, due_at, held_until, attempts, version)
  VALUES (?, 'adopt@1', ?, 0, 0, 1), (?, 'cpp-sync@1', ?, 0, 0, 1)`;
const jobsAnewSql = {
  mysql: `${jobsSql} ON DUPLICATE KEY UPDATE due_at = VALUES(due_at), attempts = 0, version = version + 1`,
  sqlite: `${jobsSql} ON CONFLICT DO UPDATE SET due_at = excluded.due_at, attempts = 0, version = version + 1`,
};
const adoptAfterMs = 30_000;

/**
 * Adds a user to an account that has moved: the service's calls and change upstream, and its rows in one transaction.
 */
export async function addAccountUser(
  database: BenchDatabase,
  upstream: Upstream,
  { tid, oid }: Claims,
  input: { accountId: string; email: string; displayName: string },
): Promise<object> {
  const { email, displayName } = input;
  const [, id] = Buffer.from(input.accountId, "base64url").toString().split(":") as [string, string];
  const [row] = (await database.rows(accountSql, [tid, oid, id, email])) as [string, string, string, string][];
  const [publisherId, tenantId, mpnId, actor] = row!;
  const [own, admitted] = await Promise.all([upstream.tenantOfAddress(email), upstream.tenantsOfMpnId(mpnId)]);
  if (!admitted.includes(own.tenantId)) throw new Error(`${email} is of another tenant`);
  const memberId = await upstream.addDeveloper({ tenantId, publisherId }, { email, displayName });
  const now = Date.now();
  const userId = newUserId(now);
  await database.unit(async (tx) => {
    await tx.run(countSql, [id]);
    await tx.run(userSql, [userId, email, email, displayName, memberId, now, now, id]);
    await tx.run(eventSql, [now, JSON.stringify({ user: displayName, userId, role: "DEVELOPER" }), actor, id]);
    await tx.run(jobsAnewSql[database.kind], [id, now + adoptAfterMs, id, now]);
  });
  const user = {
    ...{ displayName, principalKind: "PERSON", access: "ACTIVE", cppRole: null, partnerCenterRole: "DEVELOPER" },
    ...{ removedAt: null, sync: { state: "PENDING", attempts: 0, syncedAt: null, lastError: null } },
  };
  return { addAccountUser: { __typename: "AccountUserSuccess", replayed: false, user } };
}

/** Returns 22 characters that sort by the time of adding. */
const newUserId = (now: number): string => now.toString(36) + randomBytes(11).toString("base64url").slice(1);
