import { createHmac, timingSafeEqual } from "node:crypto";

/** The six digits mailed under that nonce: derived from the service's secret, so that they are kept nowhere. */
export function confirmationCode(secret: string, accountId: string, nonce: string): string {
  const hash = createHmac("sha256", secret)
    .update(JSON.stringify([accountId, nonce]))
    .digest();
  return String(hash.readUIntBE(0, 6) % 1_000_000).padStart(6, "0");
}

/** Whether two codes are the same, in a time that does not tell where they differ. */
export const sameCode = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
