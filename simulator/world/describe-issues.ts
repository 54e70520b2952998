import type { z } from "zod";

/** What is wrong with an input, in one line. */
export function describeIssues(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => [path.join("."), message].filter(Boolean).join(": ")).join("; ");
}
