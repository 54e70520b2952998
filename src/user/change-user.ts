import { AccountUser } from "../../entities/account-user";
import type { PartnerCenterRole } from "../../entities/words";
import { principalOfUser } from "../account/cpp-account-rules";
import { sellerOf } from "../account/seller-rules";
import { updateRowsLater } from "../database/update-rows";
import { UpstreamRejected } from "../faults";
import type { Context } from "../graphql/context";
import type { KeyedInput } from "../idempotency";
import { effectId } from "../ids";
import type { PartnerCenter, SellerRef } from "../upstream/upstream";
import { changeAccount, type ChangeResult } from "./change-account";
import { changeRefused, lastOwner, type Wish } from "./change-rules";
import { putStandingBack } from "./put-standing-back";
import { recordChange, type Standing } from "./record-change";
import type { UserKey } from "./user-loaders";
import { memberOf } from "./user-rules";

/** Gives a user another role in Partner Center. */
export const changeUserRole = (
  context: Context,
  user: UserKey | null,
  input: KeyedInput & { role: PartnerCenterRole },
) => changeUser(context, "changeAccountUserRole", user, input, input.role);

/** Removes a user in Partner Center. */
export const removeUser = (context: Context, user: UserKey | null, input: KeyedInput) =>
  changeUser(context, "removeAccountUser", user, input, "REMOVED");

function changeUser(
  context: Context,
  mutation: string,
  ref: UserKey | null,
  input: KeyedInput,
  wish: Wish,
): Promise<ChangeResult> {
  const { clock } = context.services;
  const { partnerCenter } = context.services.upstream;
  const id = ref?.id;
  const begun = String(clock.now());
  const find = (users: AccountUser[]) => users.find((user) => user.id === id);
  return changeAccount<Standing>(context, {
    mutation,
    accountId: ref?.accountId ?? null,
    input,
    user: ref,
    reserve: async ({ users, account }, tx) => {
      const user = find(users);
      if (!user || (user.removedAt !== null && wish !== "REMOVED"))
        return { __typename: "NotFound", path: ["input", "userId"] };
      const refusal = changeRefused(users, user, wish);
      if (!refusal) await reserve(tx, { accountId: account.id, id: user.id }, wish);
      return refusal;
    },
    release: ({ account }, tx) =>
      updateRowsLater(tx, AccountUser, { accountId: account.id, id: ref!.id, changingTo: wish }, { changingTo: null }),
    call: async (seen) => {
      const user = find(seen.users)!;
      const seller = sellerOf(seen);
      const { principal, partnerCenterRole: role, memberId } = user;
      const key = (what: string, to: string) => ({
        requestId: effectId(what, user.accountId, principal, memberId ?? "", to, begun),
      });
      const stays = wish === role && memberId !== null;
      if (wish !== "REMOVED" && stays) return { role, memberId };
      if (role === "OWNER" && wish !== role && (await isOnlyOwner(partnerCenter, seller, principal))) return lastOwner;
      const next =
        wish === "REMOVED"
          ? null
          : await partnerCenter.addMember(seller, wish, memberOf(user), key("change-user", wish));
      if (memberId !== null && role !== null)
        await partnerCenter.removeMember(seller, role, memberId, key("leave-role", role)).catch(async (error) => {
          // Otherwise the user would have both roles, and who is removed next would keep one of them.
          if (next && error instanceof UpstreamRejected)
            await partnerCenter.removeMember(seller, next.role, next.memberId, key("take-back", next.role));
          throw error;
        });
      return next && wish !== "REMOVED" ? { role: wish, memberId: next.memberId } : "gone";
    },
    record: async (now, standing, actor, tx) => {
      const user = find(now.users)!;
      const unchanged = standing === "gone" ? user.removedAt !== null : user.partnerCenterRole === standing.role;
      if (unchanged) await reserve(tx, user, null);
      else await recordChange(tx, now, user, standing, actor.id, clock.now());
      return null;
    },
    putBack: (now, standing) => putStandingBack(context.services, now, find(now.users), standing, begun),
  });
}

/** Whether Partner Center has no other OWNER: somebody may have removed ours there. */
async function isOnlyOwner(partnerCenter: PartnerCenter, seller: SellerRef, principal: string): Promise<boolean> {
  const owners = (await partnerCenter.members(seller)).filter(({ role }) => role === "OWNER");
  return owners.length > 0 && owners.every((owner) => principalOfUser(owner) === principal);
}

const reserve = (
  tx: Parameters<typeof recordChange>[0],
  { accountId, id }: { accountId: string; id: string },
  changingTo: Wish | null,
) => updateRowsLater(tx, AccountUser, { accountId, id }, { changingTo });
