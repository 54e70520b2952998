import type { z } from "zod";
import { describeIssues } from "../world/describe-issues";
import { Refusal } from "./refusal";

/** An input as its schema reads it, or a 400 that says what is wrong with it. */
export function readInput<T>(schema: z.ZodType<T>, input: unknown, code?: string | number): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new Refusal(400, code, describeIssues(parsed.error));
}
