import { sellerOf } from "../account/seller-rules";
import { UpstreamRejected, UpstreamUnavailable } from "../faults";
import { hasJob } from "../outbox/enqueue";
import { backOff, whenAvailable, type ClaimedJob, type JobOutcome } from "../outbox/job-outcome";
import type { Services } from "../services";
import { readManaged } from "./managed-account";
import { noSeller } from "./reconcile/compare-rules";
import { saveSettings } from "./save-settings";
import { settingsThatDiffer } from "./settings-rules";

const longestPauseMs = 5 * 60_000;
const lookAgainMs = 30_000;

/**
 * Saves the settings of our record in Partner Center where it has others: those of a request that was overtaken by
 * another and could not undo what it had saved. Until then Partner Center's settings are not adopted.
 */
export async function restoreSettings(services: Services, job: ClaimedJob): Promise<JobOutcome> {
  const { database, upstream, log } = services;
  const { accountId } = job;
  const seen = (await readManaged(database, accountId))!;
  try {
    const settings = await upstream.partnerCenter.settings(sellerOf(seen));
    if (settings === null) return { againInMs: backOff(job.attempts, longestPauseMs), why: noSeller };
    // Partner Center may have had these before: under the effect key of then, it would not take them again.
    const occasion = String(job.version);
    if (settingsThatDiffer(seen.account, settings).length > 0)
      await saveSettings(services, seen, seen.account, occasion);
  } catch (error) {
    if (error instanceof UpstreamUnavailable) return whenAvailable(job, error, longestPauseMs);
    if (!(error instanceof UpstreamRejected)) throw error;
    log.error({ err: error, accountId }, "Partner Center refuses the settings of our record; its own will be adopted");
    return "done";
  }
  // A request that is changing them may have saved its own before or after this, and not have recorded them yet.
  return (await hasJob(database.reader, accountId, "adopt@1")) ? { againInMs: lookAgainMs, fresh: true } : "done";
}
