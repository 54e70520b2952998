import { z } from "zod";

/** A GUID in lower case, the form in which external IDs are compared and stored. */
export const guid = z.guid().transform((id) => id.toLowerCase());

/** Returns the GUID in lower case; null when the text is not a GUID. */
export function asGuid(text: string): string | null {
  const read = guid.safeParse(text);
  return read.success ? read.data : null;
}
