import type { EntityManager } from "typeorm";
import { joinInOrder } from "../database/join-in-order";
import { anyPlaces, type Condition, type IndexRange } from "./account-lists";

/** The accounts on a condition's index ranges: what a walk or a count reads. */
export interface Candidates {
  condition: Condition;
  ranges: IndexRange[];
  /** All of them meet the condition. */
  exact: boolean;
}

/** The ways to read a condition's accounts: first in list order, last without any that do not meet it. */
export function candidatesOf(condition: Condition): Candidates[] {
  const { ranges, exactly } = condition;
  if (!exactly) return [{ condition, ranges, exact: true }];
  return [
    { condition, ranges, exact: false },
    { condition, ranges: [exactly], exact: true },
  ];
}

/** The conditions that reading those candidates leaves to be checked, the most selective ones first. */
export function remaining(read: Candidates[], conditions: Condition[]): Condition[] {
  const open = conditions.filter((one) => !read.some(({ condition, exact }) => condition === one && exact));
  return [...open.filter(({ usual }) => !usual), ...open.filter(({ usual }) => usual)];
}

/**
 * SQL for the places that meet all of the conditions, checked place by place in that order: left to choose, a database
 * starts from an index range as long as the table.
 */
export function matching(reader: EntityManager, places: string, conditions: Condition[]): string {
  const rows = conditions.flatMap(({ row }) => (row ? [` ${joinInOrder(reader)} ${row.of} ON ${row.on}`] : []));
  const holds = conditions.flatMap((one) => one.holds ?? []);
  return `SELECT place.* FROM (${places}) place${rows.join("")} WHERE ${holds.join(" AND ") || "1 = 1"}`;
}

/** The parameters of all the conditions. */
export const parametersOf = (conditions: Condition[]): Record<string, unknown> =>
  Object.assign({}, ...conditions.map(({ parameters }) => parameters)) as Record<string, unknown>;

/** The number of accounts among each of the candidates, counted up to `most`, in one statement. */
export async function lengthsOf(reader: EntityManager, lists: Candidates[], most: number): Promise<number[]> {
  const counts = lists.map(
    ({ ranges }, i) => `SELECT ${i} AS list, COUNT(*) AS accounts FROM (${anyPlaces(ranges, most)}) list${i}`,
  );
  const counted = await reader
    .createQueryBuilder()
    .select(["counted.list AS list", "counted.accounts AS accounts"])
    .from(`(${counts.join(" UNION ALL ")})`, "counted")
    .setParameters(parametersOf(lists.map(({ condition }) => condition)))
    .getRawMany<{ list: number | string; accounts: number | string }>();
  const lengths = new Map(counted.map(({ list, accounts }) => [Number(list), Number(accounts)]));
  return lists.map((_, i) => lengths.get(i)!);
}
