import { AccountUser } from "../../entities/account-user";
import { Account } from "../../entities/account";
import { Severity, SyncState, TimelineKind } from "../../entities/words";
import { principalOfUser } from "../account/cpp-account-rules";
import { presentPublisher } from "../account/present-publisher";
import type { Tx } from "../database/database";
import { lockAccount } from "../database/lock-account";
import { updateRows, updateRowsLater } from "../database/update-rows";
import { UpstreamRejected, UpstreamUnavailable } from "../faults";
import { effectId } from "../ids";
import { enqueue } from "../outbox/enqueue";
import { backOff, type ClaimedJob, type JobEnd, type JobOutcome } from "../outbox/job-outcome";
import type { Services } from "../services";
import { appendEvents } from "../timeline/append-events";
import type { CppPublisher } from "../upstream/upstream";
import { cppRoleFor } from "./change-rules";
import { inEvent } from "./user-rules";

const tries = 12;
const longestPauseMs = 5 * 60_000;
/** How often a write is tried on a publisher that others are changing. */
const rounds = 5;

/** Syncs the account's users from Partner Center to CPP, one by one in the order of their changes. */
export async function syncToCpp(services: Services, job: ClaimedJob): Promise<JobOutcome> {
  const { database, clock } = services;
  const { accountId } = job;
  let end: JobEnd = "again";
  for (;;) {
    const next = await database.reader.findOne(AccountUser, {
      where: { accountId, syncState: SyncState.PENDING },
      order: { syncSeq: "ASC" },
    });
    if (!next) return "done";
    const wait = (next.syncNextAt ?? 0) - clock.now();
    // A longer wait is by a clock that has been set back since.
    if (wait > 0 && wait <= longestPauseMs) return { againInMs: wait, fresh: true, end };
    try {
      const how = await push(services, next);
      if (how === "overtaken") continue;
      const synced = { syncState: SyncState.SYNCED, cppRole: cppRoleFor(next), syncError: null };
      await record(services, next, synced, how === "written");
    } catch (error) {
      await stumble(services, next, error);
      end = endAfter(error, end);
    }
  }
}

/** How the run ends that has met with this error: a refusal is final, so it is not tried again because of it. */
function endAfter(error: unknown, end: JobEnd): JobEnd {
  if (error instanceof UpstreamRejected || end === "failed") return end;
  return error instanceof UpstreamUnavailable ? "retry" : "failed";
}

/** Matches the row only if its sync has not changed since it was read: no newer wish, no other try. */
const sameTry = ({ accountId, id, syncSeq, syncAttempts }: AccountUser) => ({ accountId, id, syncSeq, syncAttempts });

/** Makes CPP agree with the user as read. Writes nothing if CPP agrees already or the try has been overtaken. */
async function push(services: Services, user: AccountUser): Promise<"agreed" | "written" | "overtaken"> {
  const { database, upstream } = services;
  const { cpp } = upstream;
  const { publisherId } = await database.reader.findOneByOrFail(Account, { id: user.accountId });
  for (let round = 1; round <= rounds; round++) {
    const publisher = await presentPublisher(services, publisherId);
    const write = writeFor(publisher, user);
    if (!write) return "agreed";
    if (!(await database.reader.existsBy(AccountUser, sameTry(user)))) return "overtaken";
    const requestId = effectId("cpp-sync", user.accountId, user.id, String(user.syncSeq), publisher.etag);
    const done =
      write === "remove"
        ? await cpp.removeUser(publisherId, theirs(publisher, user)!, publisher.etag, { requestId })
        : await cpp.saveUser(publisherId, write, publisher.etag, { requestId });
    if (!("stale" in done)) return "written";
  }
  throw new UpstreamUnavailable("cpp", "the account keeps changing while it is synced", "", 1_000);
}

/** The key under which CPP has the user, as CPP spells it; undefined when CPP does not have them. */
const theirs = (publisher: CppPublisher, { principal }: AccountUser): string | undefined => {
  const user = publisher.users.find((one) => principalOfUser(one) === principal);
  return user && (user.email ?? user.applicationId!).toLowerCase();
};

/** The write that CPP needs; null when it agrees. */
function writeFor(publisher: CppPublisher, user: AccountUser): CppPublisher["users"][number] | "remove" | null {
  const role = cppRoleFor(user);
  const present = publisher.users.find((one) => principalOfUser(one) === user.principal);
  if (role === null) return present ? "remove" : null;
  const { principalKind: kind, email, applicationId, name: displayName, identity } = user;
  if (present?.role === role && present.identity === identity) return null;
  if (present) return { ...present, role, identity };
  return { kind, email, applicationId, displayName, role, identity };
}

/**
 * Records the outcome, unless the try has been overtaken meanwhile: a newer wish has its own try, and one more if this
 * try may have overwritten it in CPP.
 */
async function record(services: Services, user: AccountUser, as: Partial<AccountUser>, wrote: boolean): Promise<void> {
  const { database, clock } = services;
  await database.write(async (tx) => {
    const account = (await lockAccount(database, tx, user.accountId))!;
    const at = clock.now();
    const synced = as.syncState === SyncState.SYNCED ? { syncedAt: at, syncNextAt: null } : {};
    const change = { syncAttempts: user.syncAttempts + 1, ...synced, ...as };
    const ours = await updateRows(tx, AccountUser, sameTry(user), change);
    if (ours === 0 && wrote) await writeOver(tx, user, at);
    if (ours === 0 || as.syncState === SyncState.PENDING) return;
    const failed = as.syncState === SyncState.FAILED;
    const event = failed
      ? { kind: TimelineKind.CPP_SYNC_FAILED, severity: Severity.ERROR, message: "event.syncFailed" }
      : { kind: TimelineKind.CPP_SYNCED, message: "event.synced" };
    await appendEvents(tx, account, [{ ...event, params: inEvent(user) }], null, at);
  });
}

/**
 * Schedules the current wish again after a late write to CPP. The late write counts as a try, so that a run that read
 * CPP before it cannot record that CPP agrees.
 */
async function writeOver(tx: Tx, late: AccountUser, at: number): Promise<void> {
  const { accountId, id } = late;
  const present = await tx.findOneByOrFail(AccountUser, { accountId, id });
  if (cppRoleFor(present) === cppRoleFor(late) && present.identity === late.identity) return;
  const { syncAttempts, syncNextAt } = present;
  const due = { syncState: SyncState.PENDING, syncAttempts: syncAttempts + 1, syncNextAt: syncNextAt ?? at };
  await updateRowsLater(tx, AccountUser, { accountId, id }, due);
  await enqueue(tx, accountId, { kind: "cpp-sync@1" }, at);
}

async function stumble(services: Services, user: AccountUser, error: unknown): Promise<void> {
  const attempts = user.syncAttempts + 1;
  const final = error instanceof UpstreamRejected || attempts >= tries;
  const asked = error instanceof UpstreamUnavailable ? error.retryAfterMs : 0;
  const syncError = (
    error instanceof UpstreamRejected
      ? error.description
      : error instanceof UpstreamUnavailable
        ? error.reason
        : "internal fault"
  ).slice(0, 500);
  services.log.warn({ err: error, accountId: user.accountId, attempts, final }, "a change could not be synced to CPP");
  const syncNextAt = final ? null : services.clock.now() + backOff(attempts, longestPauseMs, asked);
  const syncState = final ? SyncState.FAILED : SyncState.PENDING;
  // It is unknown whether the write has reached CPP.
  await record(services, user, { syncState, syncNextAt, syncError }, true);
}
