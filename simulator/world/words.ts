import { z } from "zod";

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text is a GUID. */
export function isGuid(text: string): boolean {
  return GUID.test(text);
}

/** A GUID, which parsing converts to lower case. */
export const guid = z
  .string()
  .regex(GUID, "not a GUID")
  .transform((value) => value.toLowerCase());

/** An e-mail address: something, an at sign, a domain with a dot. */
export const email = z
  .string()
  .max(254)
  .regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "not an e-mail address");

/** An MPN ID: one to ten digits without a leading zero. */
export const mpnNumber = z.string().regex(/^[1-9]\d{0,9}$/, "not an MPN ID");

/** A text for people: 1 to 256 characters. */
export const label = z.string().min(1).max(256);
