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

/** A part of a walk. */
interface Turn {
  /** How often lists may send each other on to where all go on together. */
  leaps: number;
  /** A list of fewer accounts is walked to its end. */
  short: number;
  /** How many places are passed over. */
  places: number;
}

/** Those of one page: little is passed over at first, and a long list is counted only at last. */
const usualTurns: Turn[] = [
  { leaps: 8, short: 200, places: 200 },
  { leaps: 32, short: 200, places: 200 },
  { leaps: 32, short: 200, places: 2_000 },
  { leaps: 32, short: 20_000, places: 20_000 },
];

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
  turns = usualTurns,
): Promise<Walk> {
  const rows: Account[] = [];
  let after: Place | null = start && { sortName: start[0]!, accountId: start[1]! };
  const roads = conditions.flatMap(roadsOf);
  const outOfOrder = roads.filter(({ lanes }) => lanes.some(({ scattered }) => scattered));
  let road = roads[0]!;
  // Lists that few accounts share begin to meet far down: it costs less to look where.
  let inVain = conditions.filter(({ usual }) => !usual).length > 1;
  for (const [turn, { leaps, short, places }] of turns.entries()) {
    if (turn === 1 && !inVain) continue;
    const shortest = await shorterThan(short, reader, turn === 0 ? outOfOrder : roads);
    road = shortest ?? road;
    if (inVain && !shortest) {
      const ahead = await skipAhead(reader, conditions, after, leaps);
      if (ahead === "end") return { rows, stoppedAt: null };
      after = ahead.after;
      if (turn === 0 && !ahead.met) continue;
    }
    const others = besides([road], conditions);
    const wanted = first + 1 - rows.length;
    const limit = others.length > 0 ? places : wanted;
    const found = thoseOf(reader, placesOn(road.lanes, after !== null, limit), others);
    const fitting = `${found} ORDER BY place.sort_name, place.account_id LIMIT ${wanted}`;
    rows.push(...(await accountsAt(reader, fitting, conditions, after)));
    inVain = rows.length === first + 1 - wanted;
    if (shortest || others.length === 0 || rows.length > first) return { rows, stoppedAt: null };
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
