import { format, type MessageKey, type MessageParams } from "./format";
import type { Locale } from "./locale";

/** A mail's words, as plain text and as HTML. */
export interface MailWords {
  subject: string;
  text: string;
  html: string;
}

const paragraphs: MessageKey[] = ["mail.code.intro", "mail.code.code", "mail.code.expiry", "mail.code.notYou"];

/** Returns the mail that carries a code. */
export function codeMail(
  locale: Locale,
  { code, account, expiresAt }: { code: string; account: string; expiresAt: number },
): MailWords {
  const params: MessageParams = { code, account, until: new Date(expiresAt) };
  const lines = paragraphs.map((key) => format(locale, key, params));
  return {
    subject: format(locale, "mail.code.subject", params).replace(/[\r\n]+/g, " "),
    text: `${lines.join("\n\n")}\n`,
    html: [
      `<!doctype html><html lang="${locale}"><meta charset="utf-8"><body style="font-family:Segoe UI,system-ui,sans-serif">`,
      ...lines.map((line, index) =>
        index === 1 ? `<p style="font-size:1.5em"><strong>${escape(line)}</strong></p>` : `<p>${escape(line)}</p>`,
      ),
      "</body></html>",
    ].join("\n"),
  };
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign]!);
