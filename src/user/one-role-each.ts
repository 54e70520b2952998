import type { AccountUser } from "../../entities/account-user";
import { principalOfUser } from "../account/cpp-account-rules";
import { effectId } from "../ids";
import type { Services } from "../services";
import type { RoleMember, SellerRef } from "../upstream/upstream";

/** The members by principal. Of two roles, left by an interrupted request, keeps the wished one, removes the other. */
export async function oneRoleEach(
  { upstream }: Services,
  users: AccountUser[],
  members: RoleMember[],
  seller: SellerRef,
): Promise<Map<string, RoleMember>> {
  const chosen = new Map<string, RoleMember>();
  for (const member of members) {
    const principal = principalOfUser(member);
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
