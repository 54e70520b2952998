import type { AccountUser } from "../../entities/account-user";
import { sellerOf } from "../account/seller-rules";
import { effectId } from "../ids";
import type { Services } from "../services";
import type { ManagedAccount } from "./managed-account";
import type { Standing } from "./record-change";
import { memberOf } from "./user-rules";

/**
 * Gives a user in Partner Center the role that our record has, and takes back another one that they were `given`.
 * Returns what they have been given now. A change that another request is making to them is left to that request.
 */
export async function putStandingBack(
  { upstream: { partnerCenter } }: Services,
  now: ManagedAccount,
  user: AccountUser | undefined,
  given: Standing,
  begun: string,
): Promise<Standing> {
  const seller = sellerOf(now);
  const key = (what: string, whom: string, role: string) => ({
    requestId: effectId(what, now.account.id, whom, role, String(now.account.eventCount), begun),
  });
  const role = user && user.removedAt === null ? user.partnerCenterRole : null;
  const isTaken = given !== "gone" && given.role !== role && given.role !== user?.changingTo;
  let standing: Standing = "gone";
  if (user && role && user.changingTo === null) {
    const asked = key("put-back", user.principal, role);
    const { memberId } = await partnerCenter.addMember(seller, role, memberOf(user), asked);
    standing = { role, memberId };
  }
  if (isTaken)
    await partnerCenter.removeMember(seller, given.role, given.memberId, key("take-back", given.memberId, given.role));
  return standing;
}
