import type { z } from "zod";

/** Describes in one line what is wrong with an input. */
export function describeIssues(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => [path.join("."), message].filter(Boolean).join(": ")).join("; ");
}
