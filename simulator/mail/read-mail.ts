import { simpleParser } from "mailparser";
import type { SMTPServerDataStream, SMTPServerSession } from "smtp-server";
import type { Mail } from "../state/mails";
import { smtpRefusal } from "./smtp-refusal";

/** Reads an incoming mail and returns one copy for each recipient. */
export async function readMail(stream: SMTPServerDataStream, { envelope }: SMTPServerSession): Promise<Mail[]> {
  const parsed = await simpleParser(stream);
  if (stream.sizeExceeded) throw smtpRefusal(552, "The mail is too long");
  const sender = envelope.mailFrom ? envelope.mailFrom.address : "";
  const mail = {
    from: parsed.from?.value[0]?.address ?? sender,
    subject: parsed.subject ?? "",
    text: parsed.text ?? "",
    html: parsed.html || null,
    at: new Date().toISOString(),
  };
  return envelope.rcptTo.map(({ address }) => ({ ...mail, to: address }));
}
