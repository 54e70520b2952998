import type { z } from "zod";
import { describeIssues } from "../world/describe-issues";
import { Refusal } from "./refusal";

/** Parses an input by its schema, or throws a 400 refusal that says what is wrong. */
export function readInput<T>(schema: z.ZodType<T>, input: unknown, code?: string | number): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new Refusal(400, code, describeIssues(parsed.error));
}
