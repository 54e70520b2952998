import { Account } from "../../entities/account";
import { UpstreamRejected, UpstreamUnavailable } from "../faults";
import { effectId } from "../ids";
import { backOff, whenAvailable, type ClaimedJob, type JobOutcome } from "../outbox/job-outcome";
import type { Services } from "../services";

const longestPauseMs = 5 * 60_000;
const rounds = 5;

/** Makes a migrated account's settings in CPP read-only again. */
export async function lockAgain(services: Services, job: ClaimedJob): Promise<JobOutcome> {
  const { database, upstream, log } = services;
  const { accountId } = job;
  const { publisherId } = await database.reader.findOneByOrFail(Account, { id: accountId });
  try {
    for (let round = 1; round <= rounds; round++) {
      const cpp = await upstream.cpp.publisher(publisherId);
      if (!cpp || cpp.locked) return "done";
      const locked = await upstream.cpp.lock(publisherId, cpp.etag, {
        requestId: effectId("lock", accountId, cpp.etag),
      });
      if (!("stale" in locked)) return "done";
    }
    return { againInMs: backOff(job.attempts, longestPauseMs, 1_000) };
  } catch (error) {
    if (error instanceof UpstreamUnavailable) return whenAvailable(job, error, longestPauseMs);
    if (!(error instanceof UpstreamRejected)) throw error;
    log.error({ err: error, accountId }, "CPP refuses to be locked again; the next reconciliation will find it open");
    return "done";
  }
}
