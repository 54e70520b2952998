import { type Outcome, refusal, trouble } from "../request/outcome";

/** Nodemailer's codes for a refused sender, recipient or message; others concern the connection or our login. */
const aboutTheMessage = new Set(["EENVELOPE", "EMESSAGE"]);

/** SMTP codes for a missing or wrong login: the message has not been judged. */
const aboutTheLogin = new Set([530, 534, 535, 538]);

/** Returns what a failed delivery means. */
export function smtpOutcome(error: unknown): Outcome<void> {
  const {
    code = "",
    responseCode = 0,
    response = "",
  } = error as { code?: string; responseCode?: number; response?: string };
  if (aboutTheMessage.has(code) && responseCode >= 500 && !aboutTheLogin.has(responseCode)) {
    return refusal(responseCode, String(responseCode), response);
  }
  const answered = responseCode >= 400 && responseCode !== 421;
  return trouble(responseCode ? `SMTP ${responseCode}` : `no connection (${code || "unknown"})`, { sick: !answered });
}
