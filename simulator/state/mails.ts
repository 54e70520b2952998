import type Database from "better-sqlite3";
import { emailKey } from "./keys";

/** A mail that was delivered. */
export interface Mail {
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string | null;
  at: string;
}

/** The mailboxes. */
export function mailStore(database: Database.Database) {
  const insert = database.prepare("INSERT INTO mails (mailbox, document) VALUES (?, ?)");
  const select = database.prepare("SELECT document FROM mails WHERE mailbox = ? ORDER BY id DESC");
  return {
    deliver: (mail: Mail) => void insert.run(emailKey(mail.to), JSON.stringify(mail)),
    /** The mails of a mailbox, newest first. */
    list(address: string): Mail[] {
      return (select.all(emailKey(address)) as { document: string }[]).map((row) => JSON.parse(row.document) as Mail);
    },
  };
}
