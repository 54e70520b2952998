import type { EntityManager } from "typeorm";
import { anyOn, type Condition } from "./account-lists";
import { besides, lengthsOf, parametersOf, roadsOf, thoseOf, type Road } from "./account-roads";

const usual = {
  /** Every account on a list that is shorter may be asked for anything. */
  short: 2_000,
  /** A list is read through when it is shorter. */
  readable: 250_000,
  /** So many accounts are asked one by one at most. */
  asked: 20_000,
};
/** The most accounts that are counted. */
const mostCounted = 10_000;

/**
 * How many accounts meet all the conditions of one of the alternatives, counted no further than to 10,000. It may be fewer
 * than there are where so many meet most of the conditions that all of them cannot be asked for the others.
 */
export async function countAccounts(
  reader: EntityManager,
  alternatives: Condition[][],
  bounds = usual,
): Promise<number> {
  const found = new Set<string>();
  for (const conditions of alternatives) {
    const roads = await shortRoads(reader, conditions, bounds);
    const others = besides(roads, conditions);
    const places = `${meeting(roads, bounds)} LIMIT ${others.length > 0 ? bounds.asked : mostCounted}`;
    const met = `${thoseOf(reader, places, others)} LIMIT ${mostCounted}`;
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

/** The roads that are short, or can at least be read through, the shortest first; the first condition's when none can. */
async function shortRoads(
  reader: EntityManager,
  conditions: Condition[],
  { short: few, readable }: typeof usual,
): Promise<Road[]> {
  const roads = conditions.map((condition) => roadsOf(condition).at(-1)!);
  for (const most of roads.length > 1 ? [few, readable] : []) {
    const lengths = await lengthsOf(reader, roads, most);
    const short = roads
      .map((road, i) => ({ road, length: lengths[i]! }))
      .filter(({ length }) => length < most)
      .sort((a, b) => a.length - b.length);
    if (short.length > 0) return short.map(({ road }) => road);
  }
  return roads.slice(0, 1);
}

/** The accounts that stand on all of the roads: each is read in one stretch, which costs less than to ask every account. */
function meeting(roads: Road[], { readable }: typeof usual): string {
  const [first, ...others] = roads.map(({ lanes }, i) => `SELECT account_id FROM (${anyOn(lanes, readable)}) list${i}`);
  return `${first!} WHERE ${others.map((list) => `account_id IN (${list})`).join(" AND ") || "1 = 1"}`;
}
