import type { EntityManager } from "typeorm";
import { Account } from "../../entities/account";
import type { PageWish } from "../graphql/connection";
import { afterParameters, placesOn, type Condition, type Place } from "./account-lists";
import { besides, lengthsOf, parametersOf, roadsOf, thoseOf, type Road } from "./account-roads";
import { skipAhead } from "./skip-ahead";

/** The accounts found by walking a list, in its order. */
export interface Walk {
  /** One more than wished for when there are more. */
  rows: Account[];
  /** Where the walk was given up, having passed over all that a page may; else null. */
  stoppedAt: Place | null;
}

/** How many places are passed over for one page: a little at first, as little where all lists go on together, then much. */
const usualPasses = [200, 200, 2_000, 20_000];

/**
 * Walks the list of one condition, from where the lists of all meet, and asks the others of every account on it: first the
 * list of one that very few meet, else of the first condition, whose lists are short as a rule; where that finds nothing,
 * from where all lists go on together; and where it does not fill the page, the list of the one that fewest accounts meet.
 * A page costs no more however many accounts there are. Where so much would have to be passed over that this cannot be, the
 * page ends early and says where to go on.
 */
export async function walkAccounts(
  reader: EntityManager,
  conditions: Condition[],
  { first, after: start }: PageWish,
  passes = usualPasses,
): Promise<Walk> {
  const rows: Account[] = [];
  let after: Place | null = start && { sortName: start[0]!, accountId: start[1]! };
  const roads = conditions.flatMap(roadsOf);
  const outOfOrder = roads.filter(({ lanes }) => lanes.some(({ scattered }) => scattered));
  let road = (await shorterThan(passes[0]!, reader, outOfOrder)) ?? roads[0]!;
  // Lists that few accounts share begin to meet far down: it costs less to look where.
  let inVain = conditions.filter(({ usual }) => !usual).length > 1;
  for (const [turn, passed] of passes.entries()) {
    if (turn === 1 && !inVain) continue;
    if (turn > 1) road = (await shorterThan(passes[turn - 1]!, reader, roads)) ?? road;
    if (turn === passes.length - 1) road = (await shorterThan(passed, reader, roads)) ?? road;
    if (inVain) {
      const from = await skipAhead(reader, conditions, after);
      if (from === "end") return { rows, stoppedAt: null };
      after = from;
    }
    const others = besides([road], conditions);
    const wanted = first + 1 - rows.length;
    const limit = others.length > 0 ? passed : wanted;
    const found = thoseOf(reader, placesOn(road.lanes, after !== null, limit), others);
    const places = `${found} ORDER BY place.sort_name, place.account_id LIMIT ${wanted}`;
    rows.push(...(await accountsAt(reader, places, conditions, after)));
    inVain = rows.length === first + 1 - wanted;
    if (others.length === 0 || rows.length > first) return { rows, stoppedAt: null };
    after = await placeAt(reader, road, after, limit);
    if (!after) return { rows, stoppedAt: null };
  }
  return { rows, stoppedAt: after };
}

const accountsAt = (
  reader: EntityManager,
  places: string,
  conditions: Condition[],
  after: Place | null,
): Promise<Account[]> =>
  reader
    .createQueryBuilder(Account, "account")
    .innerJoin(`(${places})`, "place", "place.account_id = account.id")
    .orderBy("place.sort_name")
    .addOrderBy("place.account_id")
    .setParameters({ ...parametersOf(conditions), ...afterParameters(after) })
    .getMany();

/** The last of so many places; null when there are fewer. */
async function placeAt(
  reader: EntityManager,
  { condition, lanes }: Road,
  after: Place | null,
  count: number,
): Promise<Place | null> {
  const place = await reader
    .createQueryBuilder()
    .select(["place.sort_name AS sortName", "place.account_id AS accountId"])
    .from(`(${placesOn(lanes, after !== null, count)})`, "place")
    .orderBy("place.sort_name")
    .addOrderBy("place.account_id")
    .offset(count - 1)
    .limit(1)
    .setParameters({ ...condition.parameters, ...afterParameters(after) })
    .getRawOne<Place>();
  return place ?? null;
}

/** The road with the fewest accounts, when they are fewer than so many: none is counted further. */
async function shorterThan(most: number, reader: EntityManager, roads: Road[]): Promise<Road | null> {
  if (roads.length === 0) return null;
  const lengths = await lengthsOf(reader, roads, most);
  const fewest = Math.min(...lengths);
  return fewest < most ? roads[lengths.indexOf(fewest)]! : null;
}
