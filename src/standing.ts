import { dueJobs, type DueJobs } from "./outbox/due-jobs";
import { unsyncedUsers, type UnsyncedUsers } from "./program/program-pages";
import { statusCounts, type StatusCountValue } from "./program/status-counts";
import type { Services } from "./services";

/** What is to be done and how the accounts stand, by the database: the same whichever process is asked. */
export interface Standing {
  now: number;
  due: DueJobs[];
  accounts: StatusCountValue[];
  unsynced: UnsyncedUsers[];
}

/** Reads the standing. Its cost does not grow with the number of accounts. */
export async function readStanding({ database, clock }: Pick<Services, "database" | "clock">): Promise<Standing> {
  const now = clock.now();
  const [due, accounts, unsynced] = await Promise.all([
    dueJobs(database, now),
    statusCounts(database),
    unsyncedUsers(database),
  ]);
  return { now, due, accounts, unsynced };
}
