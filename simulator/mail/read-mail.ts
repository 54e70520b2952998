import { simpleParser } from "mailparser";
import type { SMTPServerDataStream, SMTPServerSession } from "smtp-server";
import type { Mail } from "../state/mails";
import { smtpRefusal } from "./smtp-refusal";

/** The mail that comes in over a stream, once for each of its recipients. */
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
