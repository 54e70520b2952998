import { createHmac, timingSafeEqual } from "node:crypto";

/** The six-digit code for a nonce: derived from the service's secret, so that it is stored nowhere. */
export function confirmationCode(secret: string, accountId: string, nonce: string): string {
  const hash = createHmac("sha256", secret)
    .update(JSON.stringify([accountId, nonce]))
    .digest();
  return String(hash.readUIntBE(0, 6) % 1_000_000).padStart(6, "0");
}

/** Whether two codes are equal, compared in constant time. */
export const sameCode = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
