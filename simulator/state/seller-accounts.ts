import { randomInt } from "node:crypto";
import type Database from "better-sqlite3";

/** A publisher's account in Partner Center. */
export interface SellerAccount {
  publisherId: string;
  sellerId: string;
  /** The partner that the account belongs to. */
  tenantId: string;
  version: number;
  settings: Record<string, unknown>;
}

interface Row {
  sellerId: string;
  version: number;
  document: string;
}

/** The seller accounts of Partner Center, by publisher ID. */
export function sellerAccountStore(database: Database.Database) {
  const select = database.prepare("SELECT seller_id AS sellerId, version, document FROM seller_accounts WHERE id = ?");
  const taken = database.prepare("SELECT 1 FROM seller_accounts WHERE seller_id = ?");
  const write = database.prepare(
    "INSERT OR REPLACE INTO seller_accounts (id, seller_id, version, document) VALUES (?, ?, ?, ?)",
  );
  return {
    find(publisherId: string): SellerAccount | undefined {
      const row = select.get(publisherId) as Row | undefined;
      if (!row) return undefined;
      const document = JSON.parse(row.document) as Pick<SellerAccount, "tenantId" | "settings">;
      return { publisherId, sellerId: row.sellerId, version: row.version, ...document };
    },
    /** Writes the account with its next version. */
    save(account: SellerAccount): SellerAccount {
      const { publisherId, sellerId, tenantId, settings } = account;
      const version = account.version + 1;
      write.run(publisherId, sellerId, version, JSON.stringify({ tenantId, settings }));
      return { ...account, version };
    },
    /** Returns an unused seller ID. */
    freeSellerId(): string {
      for (;;) {
        const sellerId = String(randomInt(10_000_000, 100_000_000));
        if (!taken.get(sellerId)) return sellerId;
      }
    },
  };
}
