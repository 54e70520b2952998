import type { Account } from "../../entities/account";
import type { AccountUser } from "../../entities/account-user";
import type { Migration } from "../../entities/migration";
import type { MpnApplication } from "../../entities/mpn-application";
import type { TimelineEvent } from "../../entities/timeline-event";
import { MigrationStatus as Status, SyncState } from "../../entities/words";
import { principalOf } from "../address";
import type { Traces } from "./traces-rules";

/** What an account may hold about a person. */
export interface Holding {
  account: Account;
  migration: Migration;
  application: MpnApplication | null;
  /** The person's own entry. */
  user: AccountUser | null;
  /** The account's timeline. */
  events: TimelineEvent[];
  /** Finds where the account names the person. */
  traces: Traces;
}

/** Whom to erase. */
export interface ErasureWish {
  principal: string;
  /** Publisher IDs of accounts closed in CPP: no export can remove the person there any more, so the erasure does. */
  closed: ReadonlySet<string>;
}

const resting: ReadonlySet<Status> = new Set([Status.NOT_STARTED, Status.CANCELED, Status.COMPLETED]);

/**
 * Returns why the person cannot be erased from the account, each reason with its cure: another system would bring them
 * back, or still needs them.
 */
export function reasonsToKeep(
  { account, migration, application, user, traces }: Holding,
  { principal, closed }: ErasureWish,
): string[] {
  const migrated = migration.status === Status.COMPLETED;
  const isClosed = closed.has(account.publisherId);
  const inCpp = (reason: string) =>
    isClosed ? [] : [`${reason} Is the account closed there, repeat this with --closed ${account.publisherId}.`];
  const is = (address: string | null) => address !== null && principalOf(address) === principal;
  const reasons: string[] = [];
  if (user?.removedAt === null)
    reasons.push(
      ...(migrated
        ? ["is a user, and Partner Center would bring them back. Remove the user first (removeAccountUser)."]
        : inCpp(
            "is a user in CPP, and the next import would bring them back. Remove them there and import its export again.",
          )),
    );
  else if (user && (user.changingTo !== null || user.syncState === SyncState.PENDING))
    reasons.push("was removed, and CPP has not heard of it yet. Try again when AccountUser.sync is SYNCED.");
  else if (user?.syncState === SyncState.FAILED)
    reasons.push("was removed, and CPP did not take that over. Have support try it again first (retryCppSync).");
  if (traces.isIn(account.sellerContact))
    reasons.push(
      ...(migrated
        ? [
            "is the seller contact, and Partner Center would bring them back. Give another first (updateAccountSettings).",
          ]
        : inCpp(
            "is the seller contact in CPP, and the next import would bring them back. Change it there and import its export again.",
          )),
    );
  if (!migrated && is(account.signInEmail))
    reasons.push(...inCpp("signs in to CPP for the account. Change that there and import its export again."));
  if (isClosed && !resting.has(migration.status))
    reasons.push("is on a closed account that has a move under way. Cancel it first.");
  if (!resting.has(migration.status) && is(migration.workEmail))
    reasons.push("gave the work e-mail of a move that is under way. Finish the move, or cancel it first.");
  if (
    !resting.has(migration.status) &&
    application?.status === "PENDING" &&
    traces.isIn(application.profile.primaryContact.email)
  )
    reasons.push(
      "is the contact of an application that is being vetted. Wait for the decision, or cancel the move first.",
    );
  return reasons;
}
