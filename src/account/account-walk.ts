import type { EntityManager } from "typeorm";
import { Account } from "../../entities/account";
import type { Reads } from "../database/database";
import type { PageWish } from "../graphql/connection";
import { afterParameters, orderedPlaces, type Condition, type Place } from "./account-lists";
import { candidatesOf, lengthsOf, matching, parametersOf, remaining, type Candidates } from "./candidates";
import { leapfrog } from "./leapfrog";

/** The accounts that a walk has found, in list order. */
export interface Walk {
  /** One more than wished for, when there are more. */
  rows: Account[];
  /** Where the walk gave up after checking as many accounts as one page may; otherwise null. */
  stoppedAt: Place | null;
}

/** One attempt to fill the page. */
interface Turn {
  /** The most leaps to where the lists of all the conditions meet. */
  leaps: number;
  /** A list with fewer accounts than this is walked to its end. */
  short: number;
  /** The most places that are checked. */
  places: number;
}

/** The first turns are cheap and fill most pages; only the last one counts long lists. */
const usualTurns: Turn[] = [
  { leaps: 8, short: 200, places: 200 },
  { leaps: 32, short: 200, places: 200 },
  { leaps: 32, short: 200, places: 2_000 },
  { leaps: 32, short: 20_000, places: 20_000 },
];

/**
 * Finds a page of the accounts that meet all the conditions, at a cost that does not grow with the number of accounts.
 *
 * It walks one condition's list in order, from where the lists of all of them meet, and checks the other conditions
 * account by account. It starts with an unordered list if that is short, otherwise with the first condition's, and
 * changes to the shortest list when that does not fill the page. After the last turn it returns what it has, and where
 * to continue.
 */
export async function walkAccounts(
  reads: Reads,
  conditions: Condition[],
  { first, after: start }: PageWish,
  turns = usualTurns,
): Promise<Walk> {
  const { reader } = reads;
  const rows: Account[] = [];
  let after: Place | null = start && { sortName: start[0]!, accountId: start[1]! };
  const lists = conditions.flatMap(candidatesOf);
  const unordered = lists.filter(({ ranges }) => ranges.some((range) => range.unordered));
  let list = lists[0]!;
  // Lists that share few accounts may first meet far down: leaping there costs less than checking every account before.
  let inVain = conditions.filter(({ usual }) => !usual).length > 1;
  for (const [turn, { leaps, short, places }] of turns.entries()) {
    if (turn === 1 && !inVain) continue;
    const shortest = await shorterThan(short, reader, turn === 0 ? unordered : lists);
    list = shortest ?? list;
    if (inVain && !shortest) {
      const leapt = await leapfrog(reads, conditions, after, leaps);
      if (leapt === "end") return { rows, stoppedAt: null };
      after = leapt.after;
      if (turn === 0 && !leapt.met) continue;
    }
    const others = remaining([list], conditions);
    const wanted = first + 1 - rows.length;
    const limit = others.length > 0 ? places : wanted;
    const matches = matching(reader, orderedPlaces(list.ranges, after !== null, limit), others);
    const wantedMatches = `${matches} ORDER BY place.sort_name, place.account_id LIMIT ${wanted}`;
    rows.push(...(await accountsAt(reader, wantedMatches, conditions, after)));
    inVain = rows.length === first + 1 - wanted;
    if (shortest || others.length === 0 || rows.length > first) return { rows, stoppedAt: null };
    after = await placeAt(reader, list, after, limit);
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

/** The place `count` places further on the list; null when it has fewer. */
async function placeAt(
  reader: EntityManager,
  { condition, ranges }: Candidates,
  after: Place | null,
  count: number,
): Promise<Place | null> {
  const place = await reader
    .createQueryBuilder()
    .select(["place.sort_name AS sortName", "place.account_id AS accountId"])
    .from(`(${orderedPlaces(ranges, after !== null, count)})`, "place")
    .orderBy("place.sort_name")
    .addOrderBy("place.account_id")
    .offset(count - 1)
    .limit(1)
    .setParameters({ ...condition.parameters, ...afterParameters(after) })
    .getRawOne<Place>();
  return place ?? null;
}

/** The shortest of the lists, when it has fewer than `most` accounts; none is counted further. */
async function shorterThan(most: number, reader: EntityManager, lists: Candidates[]): Promise<Candidates | null> {
  if (lists.length === 0) return null;
  const lengths = await lengthsOf(reader, lists, most);
  const fewest = Math.min(...lengths);
  return fewest < most ? lists[lengths.indexOf(fewest)]! : null;
}
