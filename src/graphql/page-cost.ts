import { largestPage } from "./connection";

/** The largest default page size of any list. */
const unasked = 50;

/** The cost of a list: its page size times the cost of an item. */
export const pageCost = ({ args, childComplexity }: { args: object; childComplexity: number }): number => {
  const { first } = args as { first?: number | null };
  return 1 + Math.max(1, Math.min(first ?? unasked, largestPage)) * childComplexity;
};
