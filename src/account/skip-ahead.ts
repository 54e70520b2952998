import type { EntityManager } from "typeorm";
import { afterParameters, comparePlaces, placesOn, type Condition, type Place } from "./account-lists";

/** So often lists send each other on; where they are then, the walk goes on. */
const mostLeaps = 8;

/**
 * The place after which the first account stands that can meet all the conditions: as far as the list that begins last, and
 * so on until all begin there. "end" when one of them has no more.
 */
export async function skipAhead(
  reader: EntityManager,
  conditions: Condition[],
  after: Place | null,
): Promise<Place | null | "end"> {
  let from = after;
  for (let leap = 0; leap < mostLeaps; leap++) {
    const firsts: Place[] = [];
    for (const condition of conditions) {
      const first = await firstOn(reader, condition, from);
      if (!first) return "end";
      firsts.push(first);
    }
    firsts.sort(comparePlaces);
    const furthest = firsts.at(-1)!;
    if (comparePlaces(firsts[0]!, furthest) === 0) break;
    from = justBefore(furthest);
  }
  return from;
}

async function firstOn(reader: EntityManager, condition: Condition, after: Place | null): Promise<Place | null> {
  const { lanes } = await condition.lanes();
  if (lanes.length === 0) return null;
  const place = await reader
    .createQueryBuilder()
    .select(["place.sort_name AS sortName", "place.account_id AS accountId"])
    .from(`(${placesOn(lanes, after !== null, 1)})`, "place")
    .setParameters({ ...condition.parameters, ...afterParameters(after) })
    .getRawOne<Place>();
  return place ?? null;
}

/** IDs are all of one length: a shorter one stands before those that begin with it, and after nearly all others. */
const justBefore = ({ sortName, accountId }: Place): Place => ({ sortName, accountId: accountId.slice(0, -1) });
