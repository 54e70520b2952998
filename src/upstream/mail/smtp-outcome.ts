import { type Outcome, refusal, trouble } from "../request/outcome";

/** SMTP codes for a missing or wrong login: the recipient has not been judged. */
const aboutTheLogin = new Set([530, 534, 535, 538]);

/** Enhanced codes for a bad sender or a policy: many servers judge client and sender only together with the recipient. */
const aboutUs = /^\d{3}[ -]5\.(?:1\.[78]|7\.\d+)\b/;

/**
 * Returns what a failed delivery means. It is refused only if the recipient is refused for good: whatever else a server
 * refuses (the login, the sender, the text) is ours to mend, and says nothing about the address.
 */
export function smtpOutcome(error: unknown): Outcome<void> {
  const { code = "unknown", command = "CONN", responseCode = 0, response = "" } = error as SmtpError;
  const refused = command === "RCPT TO" && responseCode >= 500;
  if (refused && !aboutTheLogin.has(responseCode) && !aboutUs.test(response))
    return refusal(responseCode, String(responseCode), response);
  const answered = responseCode >= 400 && responseCode !== 421;
  const reason = responseCode ? `SMTP ${responseCode} at ${command}` : `no connection (${code})`;
  return trouble(reason, { sick: !answered });
}

/** The part of nodemailer's errors that tells what the server has said, and to which command. */
interface SmtpError {
  code?: string;
  command?: string;
  responseCode?: number;
  response?: string;
}
