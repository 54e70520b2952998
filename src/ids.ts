import { createHash, randomFillSync } from "node:crypto";

const digits = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

const codes = Buffer.from(digits);
const length = 22;
const timeLength = 8;
/** Random bytes are drawn in bulk, because an import makes millions of IDs, and become digits in place. */
const bulk = Buffer.alloc(length * 512);
let used = bulk.length;

/** Returns a new ID of 22 characters that sorts by `now` (milliseconds), then at random. */
export function newId(now: number): string {
  if (used === bulk.length) {
    randomFillSync(bulk);
    for (let i = 0; i < bulk.length; i++) bulk[i] = codes[bulk[i]! & 63]!;
    used = 0;
  }
  const end = used + timeLength;
  for (let rest = now, i = end - 1; i >= used; i--, rest = Math.floor(rest / 64)) bulk[i] = codes[rest % 64]!;
  return bulk.toString("latin1", used, (used += length));
}

/** Returns the SHA-256 of the parts as 43 characters. The parts are delimited, so they cannot run into each other. */
export function digest(...parts: string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url");
}

/** Returns the account's key: the first 132 bits of the publisher ID's digest, the same in every import. */
export function accountIdOf(publisherId: string): string {
  return digest("account", publisherId).slice(0, 22);
}

/** Returns a GUID derived from the parts: the request ID of an effect, the same for every try. */
export function effectId(...parts: string[]): string {
  const hex = createHash("sha256").update(JSON.stringify(parts)).digest("hex");
  const variant = ((parseInt(hex[16]!, 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
