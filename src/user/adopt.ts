import { AccountUser } from "../../entities/account-user";
import { PartnerCenterRole, PrincipalKind } from "../../entities/words";
import { principalOf } from "../address";
import type { Tx } from "../database/database";
import { UpstreamUnavailable } from "../faults";
import { effectId } from "../ids";
import { backOff, type ClaimedJob, type JobOutcome } from "../outbox/job-outcome";
import type { Services } from "../services";
import type { RoleMember, SellerRef } from "../upstream/upstream";
import { insertUser } from "./add-user";
import { guardManaged, readManaged, sellerOf } from "./managed-account";
import { recordChange } from "./record-change";

const longestPauseMs = 5 * 60_000;

/**
 * Makes the account's users what Partner Center says they are: what was changed there by others, or by a request that
 * ended before it could write its record.
 */
export async function adoptFromPartnerCenter(services: Services, job: ClaimedJob): Promise<JobOutcome> {
  const { database, clock, upstream } = services;
  const seen = await readManaged(database.reader, job.accountId);
  if (seen?.migration.status !== "COMPLETED") return "done";
  try {
    const members = await upstream.partnerCenter.members(sellerOf(seen));
    const present = await oneRoleEach(services, seen.users, members, sellerOf(seen));
    await database.write(async (tx) => {
      const now = await guardManaged(database, tx, job.accountId);
      const at = clock.now();
      for (const [principal, member] of present) {
        const known = now.users.find((user) => user.principal === principal);
        // Another request has been at this user since: it writes its own record.
        if (known && changedSince(seen.users, known)) continue;
        const same = known?.removedAt === null && known.partnerCenterRole === member.role;
        if (known && same) await settle(tx, known, member.memberId);
        else {
          const { email, applicationId, displayName: name, kind, memberId } = member;
          const who = { principal, email, applicationId, name, kind: PrincipalKind[kind] };
          const user = known ?? (await insertUser(tx, now, who, at));
          await recordChange(tx, now, user, { role: PartnerCenterRole[member.role], memberId }, null, at);
        }
      }
      for (const user of now.users) {
        const wasMember = user.memberId !== null || user.changingTo === "REMOVED";
        if (!wasMember || user.removedAt !== null || present.has(user.principal)) continue;
        if (!changedSince(seen.users, user)) await recordChange(tx, now, user, "gone", null, at);
      }
    });
    services.wake();
    return "done";
  } catch (error) {
    if (error instanceof UpstreamUnavailable)
      return { againInMs: backOff(job.attempts, longestPauseMs, error.retryAfterMs) };
    throw error;
  }
}

function changedSince(seen: AccountUser[], user: AccountUser): boolean {
  const before = seen.find((one) => one.id === user.id);
  return (["memberId", "partnerCenterRole", "removedAt", "changingTo"] as const).some(
    (name) => before?.[name] !== user[name],
  );
}

async function settle(tx: Tx, user: AccountUser, memberId: string): Promise<void> {
  const { accountId, id } = user;
  if (user.memberId === memberId && user.changingTo === null) return;
  await tx
    .createQueryBuilder()
    .update(AccountUser)
    .set({ changingTo: null, memberId })
    .where({ accountId, id })
    .execute();
}

/** Who is in two roles was between them when a request ended: the one that was wished for stays. */
async function oneRoleEach(
  { upstream }: Services,
  users: AccountUser[],
  members: RoleMember[],
  seller: SellerRef,
): Promise<Map<string, RoleMember>> {
  const chosen = new Map<string, RoleMember>();
  for (const member of members) {
    const principal = member.email === null ? member.applicationId!.toLowerCase() : principalOf(member.email);
    const other = chosen.get(principal);
    const user = users.find((one) => one.principal === principal);
    const wished = user?.changingTo ?? user?.partnerCenterRole;
    if (!other || member.role === wished) chosen.set(principal, member);
    const loser = other && (chosen.get(principal) === member ? other : member);
    if (!loser) continue;
    const requestId = effectId("leave-role", seller.publisherId, loser.memberId, loser.role);
    await upstream.partnerCenter.removeMember(seller, loser.role, loser.memberId, { requestId });
  }
  return chosen;
}
