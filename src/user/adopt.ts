import { sellerOf } from "../account/seller-rules";
import { UpstreamUnavailable } from "../faults";
import { hasJob, isAsClaimed } from "../outbox/enqueue";
import { backOff, whenAvailable, type ClaimedJob, type JobOutcome } from "../outbox/job-outcome";
import type { Services } from "../services";
import { adoptMembers } from "./adopt-members";
import { adoptSettings } from "./adopt-settings";
import { guardManaged, readManaged } from "./managed-account";
import { byPrincipal, leaveOneRoleEach } from "./one-role-each";
import { doubtfulSeller } from "./reconcile/compare-rules";

const longestPauseMs = 5 * 60_000;

/**
 * Makes the account's users and settings match Partner Center, where others may have changed them, or a request that
 * ended before it could record its change. An implausible answer is not adopted: the job asks again later. Nor is
 * anything once another request has begun a change: it is still going to record it, and has enqueued the job anew.
 */
export async function adoptFromPartnerCenter(services: Services, job: ClaimedJob): Promise<JobOutcome> {
  const { database, clock, upstream } = services;
  const seen = await readManaged(database, job.accountId);
  if (seen?.migration.status !== "COMPLETED") return "done";
  const seller = sellerOf(seen);
  const again = { againInMs: backOff(job.attempts, longestPauseMs) };
  try {
    const [members, settings] = await Promise.all([
      upstream.partnerCenter.members(seller),
      upstream.partnerCenter.settings(seller),
    ]);
    const doubt = doubtfulSeller(members, settings);
    if (doubt !== null) return { ...again, why: doubt };
    const present = byPrincipal(seen.users, members);
    const users = await leaveOneRoleEach(services, job, seen, members, present);
    if (!users) return again;
    const adopted = await database.write(async (tx) => {
      const now = await guardManaged(database, tx, job.accountId);
      if (!(await isAsClaimed(tx, job))) return false;
      const isOvertaken = await hasJob(tx, job.accountId, "restore-settings@1");
      const at = clock.now();
      await adoptMembers(tx, now, users, present, at);
      if (!isOvertaken) await adoptSettings(tx, now, seen.account, settings!, at);
      return true;
    });
    if (!adopted) return again;
    services.wake();
    return "done";
  } catch (error) {
    if (error instanceof UpstreamUnavailable) return whenAvailable(job, error, longestPauseMs);
    throw error;
  }
}
