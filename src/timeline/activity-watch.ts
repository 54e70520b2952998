import { In } from "typeorm";
import { Account } from "../../entities/account";
import type { Database } from "../database/database";
import type { Logger } from "../log";

/** Tells waiting followers that an account's timeline has grown, whichever process wrote to it. */
export interface ActivityWatch {
  /**
   * Resolves once the account has more than `seq` events, after a minute at the latest, or when the signal aborts. False
   * once the watch is closed: there is nothing more to wait for.
   */
  beyond(accountId: string, seq: number, signal: AbortSignal): Promise<boolean>;
  /** Resolves all waits, also those that begin later. */
  close(): void;
}

interface Waiter {
  accountId: string;
  seq: number;
  go(): void;
}

const pollMs = 250;
const longestPollMs = 5_000;
const longestWaitMs = 60_000;
const mostIds = 1_000;

/**
 * One statement reads the event counts of all awaited accounts; without followers, none is sent. The counts are only a
 * hint: a follower whose wait resolves reads the events itself.
 */
export function createActivityWatch(database: Database, log: Logger): ActivityWatch {
  const waiters = new Set<Waiter>();
  let timer: NodeJS.Timeout | undefined;
  let failures = 0;
  let closed = false;

  const look = async (): Promise<void> => {
    const ids = [...new Set([...waiters].map(({ accountId }) => accountId))];
    const counts = new Map<string, number>();
    for (let from = 0; from < ids.length; from += mostIds)
      for (const { id, eventCount } of await database.reader.find(Account, {
        select: { id: true, eventCount: true },
        where: { id: In(ids.slice(from, from + mostIds)) },
      }))
        counts.set(id, eventCount);
    for (const waiter of [...waiters]) if ((counts.get(waiter.accountId) ?? 0) > waiter.seq) waiter.go();
  };
  const lookLater = (): void => {
    timer ??= setTimeout(
      () => {
        look()
          .then(
            () => (failures = 0),
            (error: unknown) => {
              if (failures++ === 0)
                log.warn({ err: error }, "could not read the timelines that clients follow; will try again");
            },
          )
          .finally(() => {
            timer = undefined;
            if (waiters.size > 0) lookLater();
          });
      },
      Math.min(longestPollMs, pollMs * 2 ** failures),
    );
  };

  return {
    beyond: (accountId, seq, signal) =>
      new Promise((resolve) => {
        if (signal.aborted || closed) return resolve(!closed);
        const go = () => {
          waiters.delete(waiter);
          clearTimeout(late);
          signal.removeEventListener("abort", go);
          resolve(!closed);
        };
        const waiter = { accountId, seq, go };
        const late = setTimeout(go, longestWaitMs);
        signal.addEventListener("abort", go);
        waiters.add(waiter);
        lookLater();
      }),
    close: () => {
      closed = true;
      clearTimeout(timer);
      for (const { go } of [...waiters]) go();
    },
  };
}
