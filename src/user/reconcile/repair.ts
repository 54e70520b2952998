import type { Account } from "../../../entities/account";
import { AccountUser } from "../../../entities/account-user";
import { PrincipalKind, Severity, SyncState, TimelineKind } from "../../../entities/words";
import { principalOfUser } from "../../account/cpp-account-rules";
import type { Tx } from "../../database/database";
import { insertRows } from "../../database/insert-rows";
import { updateRowsLater } from "../../database/update-rows";
import { newId } from "../../ids";
import { enqueue } from "../../outbox/enqueue";
import { appendEvents, type HappenedEvent } from "../../timeline/append-events";
import type { CppPublisher } from "../../upstream/upstream";
import { cppRoleFor, toBeSynced } from "../change-rules";
import type { ManagedAccount } from "../managed-account";
import { newUser } from "../new-user-rules";
import { inEvent } from "../user-rules";
import type { Difference } from "./compare-rules";

const inCpp = new Set<Difference["what"]>(["CPP_USER", "CPP_KIND", "SYNC_ARRIVED"]);

/**
 * Repairs what differs in CPP from our record: each user gets a wish at the end of the account's sync order. The caller
 * holds the guard. A user who has changed since `seen` was read is skipped: they have a wish of their own.
 */
export async function putCppRight(
  tx: Tx,
  now: ManagedAccount,
  seen: AccountUser[],
  found: Difference[],
  cpp: CppPublisher,
  at: number,
): Promise<void> {
  for (const difference of found) {
    if (difference.what === "CPP_UNLOCKED") await lockAgain(tx, now.account, at);
    if (!("principal" in difference) || !inCpp.has(difference.what)) continue;
    const known = now.users.find((user) => user.principal === difference.principal);
    if (known && isChangedSince(seen, known)) continue;
    if (difference.what === "SYNC_ARRIVED") await settle(tx, now.account, known!, at);
    else await wish(tx, now.account, known ?? (await recordStranger(tx, now, difference.principal, cpp, at)), at);
  }
}

function isChangedSince(seen: AccountUser[], user: AccountUser): boolean {
  const before = seen.find((one) => one.id === user.id);
  return (["syncSeq", "syncState", "changingTo", "partnerCenterRole", "removedAt"] as const).some(
    (name) => before?.[name] !== user[name],
  );
}

/** Records a CPP user unknown to Partner Center and our record as removed, so that the sync removes them from CPP. */
async function recordStranger(
  tx: Tx,
  now: ManagedAccount,
  principal: string,
  { users }: CppPublisher,
  at: number,
): Promise<AccountUser> {
  const { email, applicationId, displayName: name, kind } = users.find((one) => principalOfUser(one) === principal)!;
  const who = { principal, email, applicationId, name, kind: PrincipalKind[kind] };
  const user = newUser(now.account, who, newId(at), at);
  await insertRows(tx, AccountUser, [user]);
  return user;
}

async function wish(tx: Tx, account: Account, user: AccountUser, at: number): Promise<void> {
  const { accountId, id } = user;
  const wanted = toBeSynced(account.eventCount + 1, at);
  await updateRowsLater(tx, AccountUser, { accountId, id }, wanted);
  const event = { kind: TimelineKind.USER_CHANGED, message: "event.cppDiffered", params: inEvent(user) };
  await tell(tx, account, event, at);
  await enqueue(tx, accountId, { kind: "cpp-sync@1" }, at);
}

/** CPP has applied the change, although its answers were lost until the sync was given up. */
async function settle(tx: Tx, account: Account, user: AccountUser, at: number): Promise<void> {
  const { accountId, id } = user;
  const synced = { syncState: SyncState.SYNCED, syncedAt: at, syncNextAt: null, syncError: null };
  const columns = { ...synced, cppRole: cppRoleFor(user) };
  await updateRowsLater(tx, AccountUser, { accountId, id }, columns);
  const event = { kind: TimelineKind.CPP_SYNCED, severity: Severity.INFO, message: "event.synced" };
  await tell(tx, account, { ...event, params: inEvent(user) }, at);
}

async function lockAgain(tx: Tx, account: Account, at: number): Promise<void> {
  await tell(tx, account, { kind: TimelineKind.SETTINGS_CHANGED, message: "event.cppUnlocked" }, at);
  await enqueue(tx, account.id, { kind: "cpp-lock@1" }, at);
}

async function tell(tx: Tx, account: Account, event: HappenedEvent, at: number): Promise<void> {
  await appendEvents(tx, account, [{ severity: Severity.WARNING, ...event }], null, at);
  account.eventCount += 1;
}
