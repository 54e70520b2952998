import { createHash, randomBytes } from "node:crypto";

const digits = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

/** A new ID of 22 characters that sorts by `now` (milliseconds) and then at random. */
export function newId(now: number): string {
  let time = "";
  for (let rest = now, i = 0; i < 8; i++, rest = Math.floor(rest / 64)) time = digits[rest % 64] + time;
  let tail = "";
  for (const byte of randomBytes(14)) tail += digits[byte & 63];
  return time + tail;
}

/** SHA-256 of the parts as 43 characters; the parts cannot run into each other. */
export function digest(...parts: string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url");
}

/** The account's key: 128 bits of the publisher ID's digest, the same in every import. */
export function accountIdOf(publisherId: string): string {
  return digest("account", publisherId).slice(0, 22);
}

/** A GUID that is the same for the same parts: the request ID of an effect, however often it is tried. */
export function effectId(...parts: string[]): string {
  const hex = createHash("sha256").update(JSON.stringify(parts)).digest("hex");
  const variant = ((parseInt(hex[16]!, 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
