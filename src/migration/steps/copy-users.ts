import { AccountUser } from "../../../entities/account-user";
import {
  AccountUserAccess as Access,
  IdentityKind,
  PrincipalKind,
  SyncState,
  type PartnerCenterRole,
} from "../../../entities/words";
import { unsynced } from "../../account/take-over";
import { principalOf } from "../../address";
import type { Tx } from "../../database/database";
import { effectId, newId } from "../../ids";
import type { Services } from "../../services";
import { ownerPrincipal, roleWhenCopied } from "../../user/copy-rules";
import { toBeSynced } from "../../user/change-rules";
import type { MigrationRows } from "../decision";
import { sellerOf } from "./copy-settings";
import type { StepRecord } from "./step";

/** A user as they stand in Partner Center after copying. */
interface Member {
  user: Pick<AccountUser, "principal" | "principalKind" | "email" | "applicationId" | "name" | "identity">;
  role: PartnerCenterRole;
  memberId: string;
}

const atOnce = 4;

/** Gives every user the Partner Center role that answers to the CPP one. */
export async function copyUsers(services: Services, rows: MigrationRows): Promise<StepRecord> {
  const users = await services.database.reader.findBy(AccountUser, { accountId: rows.account.id });
  const members = await addMembers(services, rows, users, "");
  return async (now, tx) => {
    await recordMembers(tx, now, members, services.clock.now());
    return {};
  };
}

/**
 * Adds whoever of the users is to be a member and is none yet. `era` tells one adding from a later one of the same
 * user, who was removed in between.
 */
export async function addMembers(
  services: Services,
  rows: MigrationRows,
  users: AccountUser[],
  era: string,
): Promise<Member[]> {
  const starter = users.find((user) => user.id === rows.migration.startedBy)!;
  const workEmail = rows.migration.workEmail!;
  const owner = ownerPrincipal(starter, principalOf(workEmail));
  const wanted: Omit<Member, "memberId">[] = users
    .filter((user) => user.removedAt === null && user.memberId === null)
    .flatMap((user) => {
      const role = roleWhenCopied(user, owner);
      return role === null ? [] : [{ user, role }];
    });
  if (!users.some((user) => user.principal === owner)) {
    const { PERSON: principalKind } = PrincipalKind;
    const user = { principal: owner, principalKind, email: workEmail, applicationId: null, name: starter.name };
    wanted.unshift({
      user: { ...user, identity: IdentityKind.WORK },
      role: roleWhenCopied({ ...starter, principal: owner }, owner)!,
    });
  }
  const members: Member[] = [];
  for (let from = 0; from < wanted.length; from += atOnce)
    members.push(...(await Promise.all(wanted.slice(from, from + atOnce).map((one) => add(services, rows, one, era)))));
  return members;
}

async function add(
  { upstream }: Services,
  rows: MigrationRows,
  { user, role }: Omit<Member, "memberId">,
  era: string,
): Promise<Member> {
  const { principalKind: kind, email, applicationId, principal } = user;
  const requestId = effectId("copy-user", rows.account.id, principal, role, era);
  const displayName = user.name ?? principal;
  const wanted = { kind, email, applicationId, displayName };
  const { memberId } = await upstream.partnerCenter.addMember(sellerOf(rows), role, wanted, { requestId });
  return { user, role, memberId };
}

/** Writes who is a member now, and who must come with a work account. */
export async function recordMembers(tx: Tx, { account }: MigrationRows, members: Member[], now: number): Promise<void> {
  const accountId = account.id;
  const synced = { syncState: SyncState.SYNCED, syncedAt: now };
  for (const { user, role, memberId } of members) {
    const as = { partnerCenterRole: role, memberId, access: Access.ACTIVE, ...synced };
    const { principal } = user;
    const present = await tx.createQueryBuilder().update(AccountUser).set(as).where({ accountId, principal }).execute();
    if (present.affected) continue;
    const row = {
      ...unsynced,
      ...user,
      cppRole: null,
      removedAt: null,
      ...as,
      ...toBeSynced(account.eventCount, now),
      accountId,
      id: newId(now),
      addedAt: now,
    };
    await tx.createQueryBuilder().insert().into(AccountUser).values(row).execute();
  }
  await tx
    .createQueryBuilder()
    .update(AccountUser)
    .set({ access: Access.NEEDS_WORK_ACCOUNT, ...synced })
    .where("account_id = :accountId AND removed_at IS NULL AND member_id IS NULL", { accountId })
    .execute();
}
