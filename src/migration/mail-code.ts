import { WorkEmailUnusableReason } from "../../entities/words";
import { UpstreamRejected, UpstreamUnavailable } from "../faults";
import { effectId } from "../ids";
import { codeMail } from "../messages/code-mail";
import { localeOf } from "../messages/locale";
import { whenAvailable, type ClaimedJob, type JobOutcome } from "../outbox/job-outcome";
import type { Services } from "../services";
import { confirmationCode } from "../tenant/confirmation-code";
import { actAsSystem } from "./act-as-system";
import type { MigrationRows } from "./decision";
import { readMigration } from "./migration-rows";
import { codeOutstanding } from "./requirement-rules";
import { refusedWorkEmail } from "./work-email-answer-rules";

const longestPauseMs = 30_000;

/** Mails the outstanding confirmation code. If the mail server rejects the address, the work e-mail is due again. */
export async function mailCode(services: Services, job: ClaimedJob): Promise<JobOutcome> {
  const { database, clock, config, upstream } = services;
  const rows = await readMigration(database, job.accountId);
  if (!rows || !isWaitedFor(rows, clock.now())) return "done";
  const { account, migration } = rows;
  const nonce = migration.codeNonce!;
  const code = confirmationCode(config.CODE_SECRET, account.id, nonce);
  const mail = codeMail(localeOf(migration.codeLocale), {
    code,
    account: account.displayName,
    expiresAt: migration.codeExpiresAt!,
  });
  try {
    const messageId = `<${effectId("code-mail", account.id, nonce)}@account-migration>`;
    await upstream.mail.send({ ...mail, to: migration.workEmail!, messageId });
  } catch (error) {
    if (error instanceof UpstreamUnavailable) return whenAvailable(job, error, longestPauseMs);
    if (!(error instanceof UpstreamRejected)) throw error;
    services.log.warn({ err: error, accountId: account.id }, "the mail server has refused the work e-mail");
    await giveBack(services, job.accountId, nonce);
  }
  return "done";
}

const isWaitedFor = ({ migration }: MigrationRows, now: number): boolean =>
  migration.status === "ACTION_REQUIRED" && codeOutstanding(migration) && now < migration.codeExpiresAt!;

const giveBack = (services: Services, accountId: string, nonce: string) =>
  actAsSystem(services, accountId, (rows) => {
    const { codeNonce, workEmail } = rows.migration;
    if (codeNonce !== nonce) return null;
    const emailReason = WorkEmailUnusableReason.UNDELIVERABLE;
    return refusedWorkEmail(rows, { __typename: "WorkEmailUnusable", path: [], emailReason, answer: workEmail! });
  });
