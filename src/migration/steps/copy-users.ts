import { AccountUser } from "../../../entities/account-user";
import { AccountUserAccess as Access, PartnerCenterRole, SyncState } from "../../../entities/words";
import { gone, principalOfUser, unsynced } from "../../account/cpp-account-rules";
import { sellerOf } from "../../account/seller-rules";
import { principalOf } from "../../address";
import type { Tx } from "../../database/database";
import { insertRows } from "../../database/insert-rows";
import { updateRowsLater } from "../../database/update-rows";
import { effectId, newId } from "../../ids";
import type { Services } from "../../services";
import { ownerPrincipal, roleWhenCopied } from "../../user/copy-rules";
import { cppRoleFor, toBeSynced } from "../../user/change-rules";
import { newUser } from "../../user/new-user-rules";
import { memberOf } from "../../user/user-rules";
import type { MigrationRows } from "../decision";
import { guardMigration, readMigration } from "../migration-rows";
import type { Run, StepRecord } from "./step";
import { orOvertaken, takeOverFromCpp } from "./take-over-from-cpp";

/** A user and their intended role in Partner Center. */
interface Wanted {
  user: Pick<AccountUser, "principal" | "principalKind" | "email" | "applicationId" | "name" | "identity" | "cppRole">;
  role: PartnerCenterRole;
}

/** A wanted user who is now a member. */
interface Member extends Wanted {
  memberId: string;
}

const atOnce = 4;
const none = { memberId: null, partnerCenterRole: null };

/** Gives every user the Partner Center role that corresponds to their CPP role. */
export async function copyUsers(services: Services, seen: MigrationRows, { cpp }: Run): Promise<StepRecord> {
  const { rows, users } = await takeOverFromCpp(services, seen, cpp);
  const record = await placeMembers(services, rows, users, cpp.etag);
  return async (_, tx) => {
    await record?.(tx);
    return {};
  };
}

/**
 * Makes Partner Center's members match the users. What Partner Center has counts, not our record: an earlier try may
 * have ended before it recorded whom it had added. Members that match no user are left alone. Within one start, `era`
 * distinguishes adding a user from adding them again after a removal. Returns how to record the result; null when it is
 * recorded already.
 */
export async function placeMembers(
  services: Services,
  rows: MigrationRows,
  users: AccountUser[],
  era: string,
): Promise<((tx: Tx) => Promise<void>) | null> {
  const { clock, database, upstream } = services;
  const accountId = rows.account.id;
  const seller = sellerOf(rows);
  const wanted = await wantedMembers(services, rows, users);
  const roles = new Map(wanted.map(({ user, role }) => [user.principal, role]));
  const known = new Map(users.map((user) => [user.principal, user]));
  // Whoever was erased since is known by nothing else.
  const recorded = new Set(users.map(({ memberId }) => memberId));
  const there = new Map<string, string>();
  const members = await upstream.partnerCenter.members(seller);
  // If the move is still at this step, none of these members was added after it was complete.
  orOvertaken(await readMigration(database, accountId), rows);
  for (const member of members) {
    const principal = principalOfUser(member);
    const { role, memberId } = member;
    if (roles.get(principal) === role) there.set(principal, memberId);
    else if (known.has(principal) || roles.has(principal) || recorded.has(memberId)) {
      const requestId = effectId("copy-user-removed", accountId, memberId);
      await upstream.partnerCenter.removeMember(seller, role, memberId, { requestId });
    }
  }
  const placed: Member[] = [];
  for (let from = 0; from < wanted.length; from += atOnce)
    placed.push(
      ...(await Promise.all(
        wanted.slice(from, from + atOnce).map(async (one) => ({
          ...one,
          memberId: there.get(one.user.principal) ?? (await add(services, rows, one, era)),
        })),
      )),
    );
  const news = placed.filter((member) => !isWritten(member, known.get(member.user.principal)));
  const former = users.filter(({ principal, memberId }) => memberId !== null && !roles.has(principal));
  if (news.length + former.length === 0 && users.every(isPlaced)) return null;
  return async (tx) => {
    for (const { id } of former) await updateRowsLater(tx, AccountUser, { accountId, id }, none);
    await recordMembers(tx, rows, news, clock.now());
  };
}

/** The intended members. An OWNER unknown to CPP gets a row first, so that later tries recognize them as a user. */
async function wantedMembers(
  { database, clock }: Services,
  rows: MigrationRows,
  users: AccountUser[],
): Promise<Wanted[]> {
  const starter = users.find((user) => user.id === rows.migration.startedBy)!;
  const owner = ownerPrincipal(starter, principalOf(rows.migration.workEmail!));
  const wanted = users.flatMap((user): Wanted[] => {
    const role = roleWhenCopied(user, owner);
    return role === null ? [] : [{ user, role }];
  });
  if (users.some((user) => user.principal === owner)) return wanted;
  // The starter signs in to CPP with a personal account, and CPP does not know the work e-mail.
  const newcomer = { principal: owner, email: rows.migration.workEmail!, name: starter.name };
  const now = clock.now();
  const user = newUser(rows.account, newcomer, newId(now), now);
  await database.write(async (tx) => {
    orOvertaken(await guardMigration(database, tx, rows.account.id), rows);
    await insertRows(tx, AccountUser, [user]);
  });
  return [{ user, role: PartnerCenterRole.OWNER }, ...wanted];
}

const isWritten = ({ role, memberId }: Member, user: AccountUser | undefined): boolean =>
  user?.memberId === memberId && user.partnerCenterRole === role && user.removedAt === null;

/** Whether the user is a member, is removed, or is marked as needing a work account. */
const isPlaced = ({ memberId, removedAt, access }: AccountUser): boolean =>
  memberId !== null || removedAt !== null || access === Access.NEEDS_WORK_ACCOUNT;

/** Adds a member and returns the member ID. */
async function add({ upstream }: Services, rows: MigrationRows, { user, role }: Wanted, era: string): Promise<string> {
  const start = String(rows.migration.startedAt);
  const requestId = effectId("copy-user", rows.account.id, user.principal, role, start, era);
  const { memberId } = await upstream.partnerCenter.addMember(sellerOf(rows), role, memberOf(user), { requestId });
  return memberId;
}

/** Records who is a member now, who is removed, and who needs a work account. */
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
