import { AccountUser } from "../../entities/account-user";
import { AccountUserAccess, IdentityKind, TimelineKind, type PartnerCenterRole } from "../../entities/words";
import type { Tx } from "../database/database";
import { insertRows } from "../database/insert-rows";
import { updateRowsLater } from "../database/update-rows";
import { enqueue } from "../outbox/enqueue";
import { appendEvents } from "../timeline/append-events";
import { toBeSynced } from "./change-rules";
import type { ManagedAccount } from "./managed-account";
import { inEvent } from "./user-rules";

/** What a user is in Partner Center from now on: a role under a member ID, or gone. */
export type Standing = { role: PartnerCenterRole; memberId: string } | "gone";

const kinds = {
  added: TimelineKind.USER_ADDED,
  changed: TimelineKind.USER_CHANGED,
  removed: TimelineKind.USER_REMOVED,
};

/**
 * Records what Partner Center has done to a user, under the given row's name, with a timeline event and the wish to
 * sync it to CPP, and updates the objects passed in. A user with a role there has a work account, whatever CPP had for
 * that address. The caller holds the account's guard; `actor` is null when it was done in Partner Center itself.
 */
export async function recordChange(
  tx: Tx,
  { account, users }: ManagedAccount,
  user: AccountUser,
  standing: Standing,
  actor: string | null,
  now: number,
): Promise<void> {
  const { accountId, id } = user;
  const how = standing === "gone" ? "removed" : user.removedAt === null && user.partnerCenterRole ? "changed" : "added";
  const as =
    standing === "gone"
      ? { memberId: null, access: AccountUserAccess.REMOVED, removedAt: now }
      : {
          partnerCenterRole: standing.role,
          memberId: standing.memberId,
          identity: IdentityKind.WORK,
          access: AccountUserAccess.ACTIVE,
          removedAt: null,
          ...(how === "added" ? { addedAt: now } : {}),
        };
  const change = { ...as, name: user.name, ...toBeSynced(account.eventCount + 1, now) };
  Object.assign(user, change);
  if (users.includes(user)) await updateRowsLater(tx, AccountUser, { accountId, id }, change);
  else {
    await insertRows(tx, AccountUser, [user]);
    users.push(user);
  }
  const params = { ...inEvent(user), role: standing === "gone" ? "" : standing.role };
  await appendEvents(tx, account, [{ kind: kinds[how], message: `event.user.${how}`, params }], actor, now);
  account.eventCount += 1;
  await enqueue(tx, accountId, { kind: "cpp-sync@1" }, now);
}
