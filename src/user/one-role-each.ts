import { AccountUser } from "../../entities/account-user";
import { PartnerCenterRole } from "../../entities/words";
import { principalOfUser } from "../account/cpp-account-rules";
import { sellerOf } from "../account/seller-rules";
import { updateRowsLater } from "../database/update-rows";
import { UpstreamRejected } from "../faults";
import { effectId } from "../ids";
import { isAsClaimed } from "../outbox/enqueue";
import type { ClaimedJob } from "../outbox/job-outcome";
import type { Services } from "../services";
import type { RoleMember } from "../upstream/upstream";
import { changedSince } from "./adopt-members";
import { guardManaged, type ManagedAccount } from "./managed-account";

/** The members by principal; of two roles that somebody has, the wished one, but OWNER if nobody else has it. */
export function byPrincipal(users: AccountUser[], members: RoleMember[]): Map<string, RoleMember> {
  const owners = new Set(members.filter(({ role }) => role === "OWNER").map(principalOfUser));
  const chosen = new Map<string, RoleMember>();
  for (const member of members) {
    const principal = principalOfUser(member);
    const user = users.find((one) => one.principal === principal);
    const isLastOwner = owners.size === 1 && owners.has(principal);
    const wished = isLastOwner ? "OWNER" : (user?.changingTo ?? user?.partnerCenterRole);
    if (!chosen.has(principal) || member.role === wished) chosen.set(principal, member);
  }
  return chosen;
}

/**
 * Removes the roles that somebody has beside the one that is `present`, such as an interrupted request leaves. Their
 * users are reserved meanwhile, so that no request relies on a role that is being removed. A role that Partner Center
 * refuses to remove becomes the one that is `present`. Returns the users as they are then; null, with nothing removed,
 * when they have changed since `seen`, or a change has begun since the claim.
 */
export async function leaveOneRoleEach(
  services: Services,
  job: ClaimedJob,
  seen: ManagedAccount,
  members: RoleMember[],
  present: Map<string, RoleMember>,
): Promise<AccountUser[] | null> {
  const surplus = members.filter((member) => present.get(principalOfUser(member)) !== member);
  if (surplus.length === 0) return seen.users;
  const principals = new Set(surplus.map(principalOfUser));
  const users = await reserve(services, job, seen.users, present, principals);
  if (!users) return null;
  for (const member of surplus)
    if (!(await leave(services, seen, member))) present.set(principalOfUser(member), member);
  return users;
}

async function reserve(
  { database }: Services,
  job: ClaimedJob,
  seen: AccountUser[],
  present: Map<string, RoleMember>,
  principals: Set<string>,
): Promise<AccountUser[] | null> {
  return database.write(async (tx) => {
    const { users } = await guardManaged(database, tx, job.accountId);
    const those = users.filter(({ principal }) => principals.has(principal));
    if (!(await isAsClaimed(tx, job)) || those.some((user) => changedSince(seen, user))) return null;
    for (const user of those) {
      const { accountId, id, principal } = user;
      user.changingTo = PartnerCenterRole[present.get(principal)!.role];
      await updateRowsLater(tx, AccountUser, { accountId, id }, { changingTo: user.changingTo });
    }
    return users;
  });
}

/** Removes the member; false when Partner Center refuses. */
async function leave({ upstream, log }: Services, account: ManagedAccount, member: RoleMember): Promise<boolean> {
  const seller = sellerOf(account);
  const { role, memberId } = member;
  const requestId = effectId("leave-role", seller.publisherId, memberId, role);
  try {
    await upstream.partnerCenter.removeMember(seller, role, memberId, { requestId });
    return true;
  } catch (error) {
    if (!(error instanceof UpstreamRejected)) throw error;
    const accountId = account.account.id;
    log.error({ err: error, accountId }, "Partner Center refuses to remove one of two roles: the user keeps it");
    return false;
  }
}
