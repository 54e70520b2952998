import type { Reads, Value } from "../database/database";
import { afterParameters, comparePlaces, orderedPlaces, type Condition, type Place } from "./account-lists";

/** How far the lists of several conditions have leapt over one another. */
export interface Leapt {
  /** No account up to this place meets all the conditions. */
  after: Place | null;
  /** The next account is the same on every list. */
  met: boolean;
}

/**
 * Leaps to where the lists of all the conditions have the same next account: each leap seeks, on every list, the place
 * that the furthest of them has reached. Returns "end" when a list has no more accounts; gives up after `mostLeaps`.
 */
export async function leapfrog(
  reads: Reads,
  conditions: Condition[],
  from: Place | null,
  mostLeaps: number,
): Promise<Leapt | "end"> {
  let after = from;
  for (let leap = 0; leap < mostLeaps; leap++) {
    const firsts = await firstPlaces(reads, conditions, after);
    if (firsts.length < conditions.length) return "end";
    firsts.sort(comparePlaces);
    const furthest = firsts.at(-1)!;
    if (comparePlaces(firsts[0]!, furthest) === 0) return { after, met: true };
    after = justBefore(furthest);
  }
  return { after, met: false };
}

/** The next place on each condition's list, in one statement; a list without any has none. */
async function firstPlaces(reads: Reads, conditions: Condition[], after: Place | null): Promise<Place[]> {
  const lists = conditions.map(
    ({ ranges }, i) => `SELECT * FROM (${orderedPlaces(ranges, after !== null, 1)}) list${i}`,
  );
  const [sql, values] = reads.reader
    .createQueryBuilder()
    .select(["place.sort_name", "place.account_id"])
    .from(`(${lists.join(" UNION ALL ")})`, "place")
    .setParameters(Object.assign(afterParameters(after), ...conditions.map(({ parameters }) => parameters)) as object)
    .getQueryAndParameters();
  // Prepared: every leap sends the same text.
  const { rows } = await reads.rows(sql, values as Value[]);
  return rows.map(([sortName, accountId]) => ({ sortName, accountId }) as Place);
}

/** Sorts before this place and after nearly all others before it: IDs have one length, and this one is shorter. */
const justBefore = ({ sortName, accountId }: Place): Place => ({ sortName, accountId: accountId.slice(0, -1) });
