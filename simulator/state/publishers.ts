import type Database from "better-sqlite3";
import type { PublisherAccount } from "../world/publisher-account";

/** The current state of a publisher account in CPP. */
export interface Publisher extends PublisherAccount {
  locked: boolean;
  managedIn: "CPP" | "PartnerCenter";
  /** Increases with every change; the ETag is derived from it. */
  version: number;
}

interface Row {
  version: number;
  document: string;
}

/** The publisher accounts of CPP. */
export function publisherStore(database: Database.Database) {
  const select = database.prepare("SELECT version, document FROM publishers WHERE id = ?");
  const selectAll = database.prepare("SELECT document FROM publishers ORDER BY id");
  const exists = database.prepare("SELECT 1 FROM publishers WHERE id = ?");
  const write = database.prepare("INSERT OR REPLACE INTO publishers (id, version, document) VALUES (?, ?, ?)");

  function save(publisher: Publisher): Publisher {
    const { version, ...document } = publisher;
    write.run(publisher.publisherId, version + 1, JSON.stringify(document));
    return { ...publisher, version: version + 1 };
  }

  return {
    has: (publisherId: string) => exists.get(publisherId) !== undefined,
    find(publisherId: string): Publisher | undefined {
      const row = select.get(publisherId) as Row | undefined;
      return row && { ...(JSON.parse(row.document) as Omit<Publisher, "version">), version: row.version };
    },
    list: () => (selectAll.all() as Row[]).map((row) => JSON.parse(row.document) as PublisherAccount),
    /** Writes the publisher with its next version. */
    save,
    /** Stores an exported account in its initial state: unlocked and managed in CPP. */
    load(account: PublisherAccount): void {
      const version = (select.get(account.publisherId) as Row | undefined)?.version ?? 0;
      save({ ...account, locked: false, managedIn: "CPP", version });
    },
  };
}
