import { AccountUser } from "../../entities/account-user";
import { IdentityKind, PartnerCenterRole, PrincipalKind } from "../../entities/words";
import type { Tx } from "../database/database";
import { updateRowsLater } from "../database/update-rows";
import { newId } from "../ids";
import type { RoleMember } from "../upstream/upstream";
import type { ManagedAccount } from "./managed-account";
import { newUser } from "./new-user-rules";
import { recordChange } from "./record-change";

/**
 * Makes the account's users match the members. The caller holds the guard. A user who has changed since `seen` was
 * read, before Partner Center was asked, is skipped: the request that changes them records it.
 */
export async function adoptMembers(
  tx: Tx,
  now: ManagedAccount,
  seen: AccountUser[],
  present: Map<string, RoleMember>,
  at: number,
): Promise<void> {
  for (const [principal, member] of present) {
    const known = now.users.find((user) => user.principal === principal);
    if (known && changedSince(seen, known)) continue;
    const same = known?.removedAt === null && known.partnerCenterRole === member.role;
    if (known && same && known.identity === IdentityKind.WORK) await settle(tx, known, member.memberId);
    else {
      const { email, applicationId, displayName: name, kind, memberId } = member;
      const who = { principal, email, applicationId, name, kind: PrincipalKind[kind] };
      const user = known ?? newUser(now.account, who, newId(at), at);
      await recordChange(tx, now, user, { role: PartnerCenterRole[member.role], memberId }, null, at);
    }
  }
  for (const user of now.users) {
    if (present.has(user.principal) || changedSince(seen, user)) continue;
    const wasMember = user.memberId !== null || user.changingTo === "REMOVED";
    if (wasMember && user.removedAt === null) await recordChange(tx, now, user, "gone", null, at);
    else if (user.changingTo !== null) await updateRowsLater(tx, AccountUser, keyOf(user), { changingTo: null });
  }
}

/** Whether a request has changed the user, or begun to, since `seen` was read. */
export function changedSince(seen: AccountUser[], user: AccountUser): boolean {
  const before = seen.find((one) => one.id === user.id);
  return (["memberId", "partnerCenterRole", "removedAt", "changingTo"] as const).some(
    (name) => before?.[name] !== user[name],
  );
}

async function settle(tx: Tx, user: AccountUser, memberId: string): Promise<void> {
  if (user.memberId === memberId && user.changingTo === null) return;
  await updateRowsLater(tx, AccountUser, keyOf(user), { changingTo: null, memberId });
}

const keyOf = ({ accountId, id }: AccountUser) => ({ accountId, id });
