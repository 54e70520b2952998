import type { JsonWebKey } from "node:crypto";
import type Database from "better-sqlite3";

/** Work keys sign for every tenant; the consumer key signs for personal Microsoft accounts only. */
export type KeyKind = "work" | "consumer";

/** A key that signs tokens. */
export interface SigningKey {
  kid: string;
  kind: KeyKind;
  privateKey: JsonWebKey;
}

interface Row {
  kid: string;
  kind: KeyKind;
  privateKey: string;
}

/** The keys that sign tokens, oldest first; stored so that tokens stay valid after a restart. */
export function signingKeyStore(database: Database.Database) {
  const select = database.prepare(
    "SELECT kid, kind, private_key AS privateKey FROM signing_keys WHERE withdrawn = 0 ORDER BY rowid",
  );
  const insert = database.prepare("INSERT INTO signing_keys (kid, kind, private_key) VALUES (?, ?, ?)");
  const withdraw = database.prepare("UPDATE signing_keys SET withdrawn = 1 WHERE kind = ?");
  return {
    /** Returns the keys that are published. */
    list(): SigningKey[] {
      return (select.all() as Row[]).map((row) => ({ ...row, privateKey: JSON.parse(row.privateKey) as JsonWebKey }));
    },
    add: (key: SigningKey) => void insert.run(key.kid, key.kind, JSON.stringify(key.privateKey)),
    withdraw: (kind: KeyKind) => void withdraw.run(kind),
  };
}
