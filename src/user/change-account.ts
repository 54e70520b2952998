import type { AccountUser } from "../../entities/account-user";
import type { Refusal } from "../../entities/refusal";
import { MigrationStatus } from "../../entities/words";
import { isDuplicate } from "../database/run-again";
import type { Tx } from "../database/database";
import { orUnavailable, UpstreamRejected, UpstreamUnavailable } from "../faults";
import type { FieldFault } from "../fields";
import type { Context } from "../graphql/context";
import type { Refused } from "../graphql/refused";
import {
  earlierOutcome,
  earlierRefusal,
  keepOutcome,
  keyedRequest,
  type Earlier,
  type KeyedInput,
  type KeyedRequest,
} from "../idempotency";
import { enqueue } from "../outbox/enqueue";
import type { Services } from "../services";
import { notTaken, unavailable } from "../unavailable";
import { viewerKey, type Viewer } from "../viewer/viewer";
import { anotherChange } from "./change-rules";
import { guardConcerned, readManaged, type ManagedAccount, type WhichUser } from "./managed-account";
import type { ShownUser } from "./shown-user-loader";
import { isOwner, isStillOwner, ownerRoleRequired } from "./user-rules";

/** A change to a migrated account: what to ask of Partner Center, and what to write once it is done. */
export interface AccountChange<Done> {
  mutation: string;
  accountId: string | null;
  input: KeyedInput;
  malformed?: FieldFault[];
  /** The user to change; null when the change is not to a user. */
  user: WhichUser | null;
  /** Under the guard, before Partner Center is called: refuses, or reserves what must not be changed concurrently. */
  reserve(now: ManagedAccount, tx: Tx): Promise<Refusal | null> | Refusal | null;
  /** Under the guard: releases the reservation, because the call was refused. */
  release?(now: ManagedAccount, tx: Tx): Promise<unknown>;
  /** Calls upstream with its own effect key; may refuse as well. */
  call(seen: ManagedAccount): Promise<Done | Refusal>;
  /** Under the guard, after the call: has the worker restore what it may have overwritten, recorded since `seen`. */
  keepNewer?(now: ManagedAccount, seen: ManagedAccount, tx: Tx): Promise<unknown>;
  /** Under the guard: records what was done. May still refuse, or ask for another round if the rows have changed. */
  record(now: ManagedAccount, done: Done, actor: Pick<AccountUser, "id">, tx: Tx): Promise<Refusal | null | "again">;
  /** Undoes in Partner Center what a repeated request has `done` over a newer change; returns what it did instead. */
  putBack(now: ManagedAccount, done: Done): Promise<Done>;
}

/** Done now, with the rows after the change, or by an earlier request with the same idempotency key; or refused. */
export type ChangeResult = { accountId: string; replayed: boolean; now?: ManagedAccount } | { refused: Refused };

/** How long until Partner Center is asked what it has, in case the process dies before it records the change. */
export const adoptAfterMs = 30_000;
const rounds = 4;

/** Changes a migrated account for an owner: reserves, calls Partner Center, records; the worker then syncs it back. */
export async function changeAccount<Done>(context: Context, change: AccountChange<Done>): Promise<ChangeResult> {
  const { services, access, loaders, viewer } = context;
  const { database, clock } = services;
  const { accountId } = change;
  if (accountId === null) return notFound;
  const refuse = (refusal: Refusal) => no(refusal, accountId);

  const maySee = await orUnavailable(Promise.resolve(access.maySee(accountId)));
  if (maySee instanceof UpstreamUnavailable) return no(unavailable(maySee), null);
  const keyed = keyedRequest(viewerKey(viewer), change.mutation, change.input);
  const earlier = keyed && (await earlierOutcome(database, keyed, clock.now()));
  if (earlier && (maySee || (await hasLeft(context, accountId, change.user, earlier))))
    return replay(accountId, earlier);
  if (!maySee) return notFound;
  const [user, migration] = [await access.userOn(accountId), await loaders.migration.load(accountId)];
  // Support may see any ID, also one without an account.
  if (!migration) return notFound;
  const early = refusedEarly(user, migration.status, change.malformed);

  try {
    if (early) {
      if (keyed) await database.write((tx) => keepOutcome(tx, keyed, early, clock.now()));
      return refuse(early);
    }
    const reserved = await database.write(async (tx) => {
      const now = await guardConcerned(database, tx, accountId, { actor: user!, user: change.user });
      const twin = keyed && (await earlierOutcome(database.within(tx), keyed, clock.now()));
      if (twin) return { twin };
      const refusal = isActorLost(now, user!, viewer) ? ownerRoleRequired : await change.reserve(now, tx);
      if (!refusal) await enqueue(tx, accountId, { kind: "adopt@1", afterMs: adoptAfterMs }, clock.now());
      else if (keyed && refusal.__typename !== "TemporarilyUnavailable")
        await keepOutcome(tx, keyed, refusal, clock.now());
      return { refusal, now };
    });
    if (reserved.twin) return replay(accountId, reserved.twin);
    if (reserved.refusal) return refuse(reserved.refusal);
    const made = await make(context, change, { accountId, user: user!, keyed, seen: reserved.now });
    if ("twin" in made) return replay(accountId, made.twin);
    if (isRefused(made)) return refuse(made);
    services.wake();
    return { accountId, replayed: false, now: made };
  } catch (error) {
    if (error instanceof UpstreamUnavailable) return refuse(unavailable(error));
    const twin = keyed && isDuplicate(error) && (await earlierOutcome(database, keyed, clock.now()));
    if (twin) return replay(accountId, twin);
    throw error;
  }
}

/** The refusal that follows from what the request has already read; null when there is none. */
function refusedEarly(user: ShownUser | null, status: MigrationStatus, malformed: FieldFault[] = []): Refusal | null {
  if (!user || !isOwner(user, status)) return ownerRoleRequired;
  if (status !== MigrationStatus.COMPLETED) return { __typename: "NotAllowedNow", path: [], why: "NOT_MIGRATED" };
  return malformed.length > 0 ? { __typename: "InvalidInput", path: malformed[0]!.path, fields: malformed } : null;
}

/** Whether the viewer has removed themselves: they no longer see the account, but a replay still reports success. */
async function hasLeft(
  { access, loaders }: Context,
  accountId: string,
  changed: WhichUser | null,
  earlier: Earlier,
): Promise<boolean> {
  if (earlierRefusal(earlier) || !changed || !("id" in changed)) return false;
  const user = await loaders.user.load({ accountId, id: changed.id });
  return user !== null && user.principal === (await access.address());
}

/** A change that has been reserved. */
interface Made {
  accountId: string;
  user: Pick<AccountUser, "id">;
  keyed: KeyedRequest | null;
  /** The account when the change was reserved. */
  seen: ManagedAccount;
}

/**
 * Makes the change upstream and records it, again if the account has changed in between. Returns the account after the
 * change, or the outcome of an earlier request with the same key, which alone has an effect.
 */
async function make<Done>(
  { services }: Context,
  change: AccountChange<Done>,
  reserved: Made,
): Promise<ManagedAccount | Refusal | { twin: Earlier }> {
  const { database, clock } = services;
  const { accountId, user, keyed } = reserved;
  for (let round = 1; round <= rounds; round++) {
    const seen = round === 1 ? reserved.seen : (await readManaged(database, accountId))!;
    const done = await attempt(change, seen);
    const { outcome, now } = await database.write(async (tx) => {
      const now = await guardConcerned(database, tx, accountId, { actor: user, user: change.user });
      await change.keepNewer?.(now, seen, tx);
      // An earlier request that changed something has appended an event: without a new one, no look-up is needed.
      const twin = keyed && isNewer(now, seen) && (await earlierOutcome(database.within(tx), keyed, clock.now()));
      if (twin) return { outcome: { twin }, now };
      if (done instanceof UpstreamUnavailable) return { outcome: unavailable(done), now };
      const outcome = isRefused(done) ? done : await change.record(now, done, user, tx);
      if (isRefused(done)) await change.release?.(now, tx);
      if (keyed && outcome !== "again") await keepOutcome(tx, keyed, outcome, clock.now());
      return { outcome, now };
    });
    if (outcome === "again") continue;
    if (outcome === null) return now;
    // An unanswered call may have taken effect: repeated under the same effect key, it returns the first result.
    const made = "twin" in outcome && done instanceof UpstreamUnavailable ? await change.call(seen) : done;
    if (!isRefused(made) && !(made instanceof UpstreamUnavailable))
      await putBack(services, change, { ...reserved, seen: now }, made);
    return outcome;
  }
  return anotherChange(1);
}

/** The result of the call: an outage of Partner Center is returned, and its rejection becomes a refusal. */
const attempt = <Done>(
  change: AccountChange<Done>,
  seen: ManagedAccount,
): Promise<Done | Refusal | UpstreamUnavailable> =>
  orUnavailable(change.call(seen)).catch((error: unknown) => {
    if (error instanceof UpstreamRejected && error.system === "partner-center") return notTaken(error);
    throw error;
  });

/** Restores the account's current state in Partner Center, and repeats that while the account changes in between. */
async function putBack<Done>(
  { database }: Services,
  change: AccountChange<Done>,
  { accountId, user, seen }: Made,
  done: Done,
): Promise<void> {
  for (let round = 1; round <= rounds; round++) {
    done = await change.putBack(seen, done);
    const concerned = { actor: user, user: change.user };
    const now = await database.write((tx) => guardConcerned(database, tx, accountId, concerned));
    if (!isNewer(now, seen)) return;
    seen = now;
  }
}

const isNewer = ({ account }: ManagedAccount, seen: ManagedAccount): boolean =>
  account.eventCount !== seen.account.eventCount;

const no = (refusal: Refusal, accountId: string | null): ChangeResult => ({ refused: { ...refusal, accountId } });

const notFound = no({ __typename: "NotFound", path: [] }, null);

const isRefused = <Done>(done: Done | Refusal): done is Refusal =>
  typeof done === "object" && done !== null && "__typename" in done;

/** Whether the actor lost the owner role while this request waited for the guard. */
const isActorLost = ({ users, migration }: ManagedAccount, actor: Pick<AccountUser, "id">, viewer: Viewer): boolean =>
  !users.some((user) => user.id === actor.id && isStillOwner(user, viewer, migration.status));

function replay(accountId: string, earlier: Earlier): ChangeResult {
  const refusal = earlierRefusal(earlier);
  return refusal ? no(refusal, accountId) : { accountId, replayed: true };
}
