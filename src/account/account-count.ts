import type { EntityManager } from "typeorm";
import { joinInOrder } from "../database/join-in-order";
import { anyPlaces, type Condition } from "./account-lists";
import { candidatesOf, lengthsOf, matching, parametersOf, remaining, type Candidates } from "./candidates";

const usual = {
  /** A list with fewer accounts is short: each of them may be checked for anything. */
  short: 2_000,
  /** A list with fewer accounts may be read to its end. */
  readable: 250_000,
  /** The most accounts that are checked one by one. */
  asked: 20_000,
};
/** The most accounts that are counted. */
const mostCounted = 10_000;

/**
 * The number of accounts that meet all the conditions of one of the alternatives, counted up to 10,000. It is too low
 * where more accounts are on the lists that were read than may be checked for the other conditions.
 */
export async function countAccounts(
  reader: EntityManager,
  alternatives: Condition[][],
  bounds = usual,
): Promise<number> {
  const found = new Set<string>();
  for (const conditions of alternatives) {
    const lists = await readableLists(reader, conditions, bounds);
    const others = remaining(lists, conditions);
    const places = `${intersection(reader, lists, bounds)} LIMIT ${others.length > 0 ? bounds.asked : mostCounted}`;
    const met = `${matching(reader, places, others)} LIMIT ${mostCounted}`;
    const query = reader
      .createQueryBuilder()
      .select("COUNT(*)", "count")
      .from(`(${met})`, "met")
      .setParameters(parametersOf(conditions));
    if (alternatives.length === 1) return Number((await query.getRawOne<{ count: number }>())!.count);
    const ids = await query.select("met.account_id", "id").getRawMany<{ id: string }>();
    for (const { id } of ids) found.add(id);
  }
  return Math.min(found.size, mostCounted);
}

/** The short lists, or else the readable ones, shortest first; the first condition's when all are longer. */
async function readableLists(
  reader: EntityManager,
  conditions: Condition[],
  { short, readable }: typeof usual,
): Promise<Candidates[]> {
  const lists = conditions.map((condition) => candidatesOf(condition).at(-1)!);
  for (const most of lists.length > 1 ? [short, readable] : []) {
    const lengths = await lengthsOf(reader, lists, most);
    const shorter = lists
      .map((list, i) => ({ list, length: lengths[i]! }))
      .filter(({ length }) => length < most)
      .sort((a, b) => a.length - b.length);
    if (shorter.length > 0) return shorter.map(({ list }) => list);
  }
  return lists.slice(0, 1);
}

/**
 * SQL for the accounts on all of the lists, which are joined in the order given: reading lists in one go costs less than
 * checking each account, and an optimizer that may choose the order spends far longer on eight words than the count.
 */
function intersection(reader: EntityManager, lists: Candidates[], { readable }: typeof usual): string {
  const joined = lists.map(({ ranges }, i) => {
    const list = `(${anyPlaces(ranges, readable)}) list${i}`;
    return i === 0 ? list : `${joinInOrder(reader)} ${list} ON list${i}.account_id = list0.account_id`;
  });
  return `SELECT list0.account_id FROM ${joined.join(" ")}`;
}
