import type { EntityManager } from "typeorm";
import { afterParameters, comparePlaces, placesOn, type Condition, type Place } from "./account-lists";

/** How far lists have sent each other on. */
export interface Ahead {
  /** Up to this place no account meets all the conditions. */
  after: Place | null;
  /** All lists go on with the same account. */
  met: boolean;
}

/**
 * The place after which the first account stands that can meet all the conditions: as far as the list that begins last, and
 * so on until all begin there, or as far as so many leaps go. "end" when one of them has no more.
 */
export async function skipAhead(
  reader: EntityManager,
  conditions: Condition[],
  from: Place | null,
  mostLeaps: number,
): Promise<Ahead | "end"> {
  let after = from;
  for (let leap = 0; leap < mostLeaps; leap++) {
    const firsts = await firstsOn(reader, conditions, after);
    if (firsts.length < conditions.length) return "end";
    firsts.sort(comparePlaces);
    const furthest = firsts.at(-1)!;
    if (comparePlaces(firsts[0]!, furthest) === 0) return { after, met: true };
    after = justBefore(furthest);
  }
  return { after, met: false };
}

/** The first place on each condition's lists, by one statement; of a list that has no more there is none. */
function firstsOn(reader: EntityManager, conditions: Condition[], after: Place | null): Promise<Place[]> {
  const lists = conditions.map(({ lanes }, i) => `SELECT * FROM (${placesOn(lanes, after !== null, 1)}) list${i}`);
  return reader
    .createQueryBuilder()
    .select(["place.sort_name AS sortName", "place.account_id AS accountId"])
    .from(`(${lists.join(" UNION ALL ")})`, "place")
    .setParameters(Object.assign(afterParameters(after), ...conditions.map(({ parameters }) => parameters)) as object)
    .getRawMany<Place>();
}

/** IDs are all of one length: a shorter one stands before those that begin with it, and after nearly all others. */
const justBefore = ({ sortName, accountId }: Place): Place => ({ sortName, accountId: accountId.slice(0, -1) });
