import { largestPage } from "./connection";

/** The largest page that a list gives when none is asked for. */
const unasked = 50;

/** What a list costs: its page size times what each of its members asks for. */
export const pageCost = ({ args, childComplexity }: { args: object; childComplexity: number }): number => {
  const { first } = args as { first?: number | null };
  return 1 + Math.max(1, Math.min(first ?? unasked, largestPage)) * childComplexity;
};
