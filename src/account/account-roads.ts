import type { EntityManager } from "typeorm";
import { joinInOrder } from "../database/join-in-order";
import { anyOn, type Condition, type Lane } from "./account-lists";

/** What is walked or counted: the lanes of a condition, and whether all accounts on them meet it. */
export interface Road {
  condition: Condition;
  lanes: Lane[];
  exact: boolean;
}

/** All roads of a condition: first one that is in order, last one that is exact. */
export function roadsOf(condition: Condition): Road[] {
  const { lanes, exactly } = condition;
  if (!exactly) return [{ condition, lanes, exact: true }];
  return [
    { condition, lanes, exact: false },
    { condition, lanes: [exactly], exact: true },
  ];
}

/** What else is to be asked of every account on the roads, what few of them meet at first. */
export function besides(roads: Road[], conditions: Condition[]): Condition[] {
  const others = conditions.filter((one) => !roads.some(({ condition, exact }) => condition === one && exact));
  return [...others.filter(({ usual }) => !usual), ...others.filter(({ usual }) => usual)];
}

/**
 * Those of the places that meet all of the conditions. Each is asked of every place, one after the other: a database that
 * joined in an order of its own would come from lists that are as long as there are accounts.
 */
export function thoseOf(reader: EntityManager, places: string, conditions: Condition[]): string {
  const rows = conditions.flatMap(({ row }) => (row ? [` ${joinInOrder(reader)} ${row.of} ON ${row.on}`] : []));
  const holds = conditions.flatMap((one) => one.holds ?? []);
  return `SELECT place.* FROM (${places}) place${rows.join("")} WHERE ${holds.join(" AND ") || "1 = 1"}`;
}

/** What all of them speak of. */
export const parametersOf = (conditions: Condition[]): Record<string, unknown> =>
  Object.assign({}, ...conditions.map(({ parameters }) => parameters)) as Record<string, unknown>;

/** How many accounts there are on each of the roads, counted no further than to so many: by one statement. */
export async function lengthsOf(reader: EntityManager, roads: Road[], most: number): Promise<number[]> {
  const counts = roads.map(
    ({ lanes }, i) => `SELECT ${i} AS road, COUNT(*) AS accounts FROM (${anyOn(lanes, most)}) road${i}`,
  );
  const counted = await reader
    .createQueryBuilder()
    .select(["counted.road AS road", "counted.accounts AS accounts"])
    .from(`(${counts.join(" UNION ALL ")})`, "counted")
    .setParameters(parametersOf(roads.map(({ condition }) => condition)))
    .getRawMany<{ road: number | string; accounts: number | string }>();
  const lengths = new Map(counted.map(({ road, accounts }) => [Number(road), Number(accounts)]));
  return roads.map((_, i) => lengths.get(i)!);
}
