import { AccountUser } from "../../../entities/account-user";
import {
  AccountUserAccess as Access,
  IdentityKind,
  PrincipalKind,
  PartnerCenterRole,
  SyncState,
} from "../../../entities/words";
import { gone, unsynced } from "../../account/take-over";
import { principalOf } from "../../address";
import type { Tx } from "../../database/database";
import { insertRows } from "../../database/insert-rows";
import { updateRowsLater } from "../../database/update-rows";
import { effectId, newId } from "../../ids";
import type { Services } from "../../services";
import { ownerPrincipal, roleWhenCopied } from "../../user/copy-rules";
import { cppRoleFor, toBeSynced } from "../../user/change-rules";
import type { MigrationRows } from "../decision";
import { sellerOf } from "./copy-settings";
import type { StepRecord } from "./step";

/** A user as they stand in Partner Center after copying. */
interface Member {
  user: Pick<AccountUser, "principal" | "principalKind" | "email" | "applicationId" | "name" | "identity" | "cppRole">;
  role: PartnerCenterRole;
  memberId: string;
}

const atOnce = 4;
const none = { memberId: null, partnerCenterRole: null };

/** Gives every user the Partner Center role that answers to the CPP one. */
export async function copyUsers(services: Services, rows: MigrationRows): Promise<StepRecord> {
  const users = await services.database.reader.findBy(AccountUser, { accountId: rows.account.id });
  const record = await placeMembers(services, rows, users, String(rows.migration.startedAt));
  return async (_, tx) => {
    await record?.(tx);
    return {};
  };
}

/**
 * Makes the members be whom the users should be: takes the roles of an earlier attempt that are not theirs any more,
 * of the outdated as well, and adds who is missing. `era` tells one adding from a later one of the same user, who was
 * removed in between. Answers how to write it down; null when all of it has been written before.
 */
export async function placeMembers(
  services: Services,
  rows: MigrationRows,
  users: AccountUser[],
  era: string,
  outdated: ReadonlySet<string> = new Set(),
): Promise<((tx: Tx) => Promise<void>) | null> {
  const { clock, upstream } = services;
  const accountId = rows.account.id;
  const starter = users.find((user) => user.id === rows.migration.startedBy)!;
  const owner = ownerPrincipal(starter, principalOf(rows.migration.workEmail!));
  const misplaced = users.filter(
    (user) =>
      user.memberId !== null && (outdated.has(user.id) || user.partnerCenterRole !== roleWhenCopied(user, owner)),
  );
  for (const { partnerCenterRole, memberId } of misplaced) {
    const requestId = effectId("copy-user-removed", accountId, memberId!);
    await upstream.partnerCenter.removeMember(sellerOf(rows), partnerCenterRole!, memberId!, { requestId });
  }
  const missing = users.filter((user) => user.memberId === null || misplaced.includes(user));
  const wanted: Omit<Member, "memberId">[] = missing.flatMap((user) => {
    const role = roleWhenCopied(user, owner);
    return role === null ? [] : [{ user, role }];
  });
  if (!users.some((user) => user.principal === owner))
    wanted.unshift(workEmailOwner(rows.migration.workEmail!, owner, starter));
  const members: Member[] = [];
  for (let from = 0; from < wanted.length; from += atOnce)
    members.push(...(await Promise.all(wanted.slice(from, from + atOnce).map((one) => add(services, rows, one, era)))));
  if (misplaced.length === 0 && members.length === 0 && users.every(isPlaced)) return null;
  return async (tx) => {
    for (const { id } of misplaced) await updateRowsLater(tx, AccountUser, { accountId, id }, none);
    await recordMembers(tx, rows, members, clock.now());
  };
}

/** A member, gone, or told to come with a work account. */
const isPlaced = ({ memberId, removedAt, access }: AccountUser): boolean =>
  memberId !== null || removedAt !== null || access === Access.NEEDS_WORK_ACCOUNT;

/** The owner-to-be whom CPP does not know: the work e-mail of who signs in to CPP with a personal account. */
const workEmailOwner = (email: string, principal: string, { name }: AccountUser): Omit<Member, "memberId"> => ({
  user: {
    ...{ principal, email, name, principalKind: PrincipalKind.PERSON, applicationId: null, cppRole: null },
    identity: IdentityKind.WORK,
  },
  role: PartnerCenterRole.OWNER,
});

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

/** Writes who is a member now, who is gone, and who must come with a work account. */
async function recordMembers(tx: Tx, { account }: MigrationRows, members: Member[], now: number): Promise<void> {
  const { id: accountId, sortName } = account;
  const place = { accountId, sortName };
  const synced = { syncState: SyncState.SYNCED, syncedAt: now };
  for (const { user, role, memberId } of members) {
    const as = { partnerCenterRole: role, memberId, access: Access.ACTIVE, removedAt: null };
    const asInCpp = cppRoleFor(as) === user.cppRole;
    const sync = asInCpp ? synced : toBeSynced(account.eventCount, now);
    const known = { ...as, ...sync };
    const row = { ...unsynced, ...user, ...known, ...place, id: newId(now), addedAt: now };
    await insertRows(tx, AccountUser, [row], { known });
  }
  const nobody = { accountId, removedAt: null, memberId: null };
  await updateRowsLater(tx, AccountUser, { ...nobody, cppRole: null }, { ...gone, removedAt: now });
  await updateRowsLater(tx, AccountUser, nobody, { access: Access.NEEDS_WORK_ACCOUNT, ...synced });
}
