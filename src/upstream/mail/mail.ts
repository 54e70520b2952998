import { createTransport } from "nodemailer";
import { newErrand } from "../request/errand";
import { createGuard, within } from "../request/guard";
import { type Outcome, refusal } from "../request/outcome";
import type { Report } from "../request/report";
import { rejected, unavailable } from "../request/unavailable";
import type { Mail, MailMessage } from "../upstream";
import { isBareAddress, messageIdOf } from "./address";
import { smtpOutcome } from "./smtp-outcome";

/** A mail server sends several replies before it accepts a mail; each may take one time-out. */
const answersPerMail = 5;

/** How mail is sent. */
export interface MailOptions {
  /** smtp://user:password@host:port, or smtps. */
  url: string;
  from: string;
  timeoutMs: number;
  report: Report;
}

/** Mail over SMTP, with a small connection pool. */
export function createMail({ url, from, timeoutMs, report }: MailOptions): Mail & { close(): void } {
  const guard = createGuard(report.circuit);
  const pool = createTransport({
    url,
    pool: true,
    maxConnections: 5,
    maxRequeues: 1,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });

  async function deliver(message: MailMessage, messageId: string, signal: AbortSignal): Promise<Outcome<void>> {
    const { subject, text, html, to: address } = message;
    try {
      await pool.sendMail({
        from,
        to: { name: "", address },
        subject: oneLine(subject),
        text,
        html,
        messageId,
        signal,
      });
      return { kind: "answer", body: undefined, etag: null };
    } catch (error) {
      return smtpOutcome(error);
    }
  }

  return {
    async send(message) {
      const errand = newErrand(timeoutMs * answersPerMail);
      const begun = performance.now();
      const messageId = messageIdOf(message.messageId, from);
      const outcome =
        messageId !== null && isBareAddress(message.to)
          ? await within(errand, (signal) => guard(() => deliver(message, messageId, signal), signal))
          : refusal(553, "553", "not an address to which mail can go");
      report.call("send", outcome, performance.now() - begun, errand.correlationId);
      if (outcome.kind === "trouble") throw unavailable("mail", errand, outcome.reason, outcome.retryAfterMs);
      if (outcome.kind === "refusal") throw rejected("mail", errand, outcome);
    },
    close: () => pool.close(),
  };
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ");
}
