import { z } from "zod";

/** A GUID in lower case: what comes from outside is compared and kept in this form. */
export const guid = z.guid().transform((id) => id.toLowerCase());

/** The GUID in lower case; null when the text is none. */
export function asGuid(text: string): string | null {
  const read = guid.safeParse(text);
  return read.success ? read.data : null;
}
