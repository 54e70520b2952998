import type { EntityManager } from "typeorm";
import { Account } from "../../entities/account";
import type { PageWish } from "../graphql/connection";
import { afterParameters, placesOn, type Condition, type Lane, type Place } from "./account-lists";
import { skipAhead } from "./skip-ahead";

/** The accounts found by walking a list, in its order. */
export interface Walk {
  /** One more than wished for when there are more. */
  rows: Account[];
  /** Where the walk was given up, having passed over all that a page may; else null. */
  stoppedAt: Place | null;
}

/** How many places are looked through for a shorter list. */
const steps = [200, 2_000, 20_000];
/** How many places are passed over for one page: a little at first, as little where all lists go on together, then much. */
const usualPasses = [200, ...steps];
/** The most places that are passed over for a count. */
const mostPassed = 20_000;
/** The most accounts that are counted. */
const mostCounted = 10_000;

/**
 * Walks the list of one condition and asks the others of every account on it: first of the first condition, whose lists are
 * short as a rule; where that finds nothing, from where all lists go on together; and where it does not fill the page, the
 * list of the one that fewest accounts meet. A page costs no more however many accounts there are. Where so much would have
 * to be passed over that this cannot be, the page ends early and says where to go on.
 */
export async function walkAccounts(
  reader: EntityManager,
  conditions: Condition[],
  { first, after: start }: PageWish,
  passes = usualPasses,
): Promise<Walk> {
  const rows: Account[] = [];
  let after: Place | null = start && { sortName: start[0]!, accountId: start[1]! };
  let driver = conditions[0]!;
  let inVain = false;
  for (const [turn, passed] of passes.entries()) {
    if (turn === 1 && !inVain) continue;
    if (turn > 1) driver = (await shorterThan(passes[turn - 1]!, reader, conditions)) ?? driver;
    if (turn === passes.length - 1) driver = (await shorterThan(passed, reader, conditions)) ?? driver;
    if (inVain) {
      const from = await skipAhead(reader, conditions, after);
      if (from === "end") return { rows, stoppedAt: null };
      after = from;
    }
    const { lanes, others } = await roadOf(driver, conditions);
    if (lanes.length === 0) return { rows, stoppedAt: null };
    const wanted = first + 1 - rows.length;
    const limit = others.length > 0 ? passed : wanted;
    const found = `SELECT place.* FROM (${placesOn(lanes, after !== null, limit)}) place WHERE ${allOf(others)}`;
    rows.push(
      ...(await accountsAt(reader, `${found} ORDER BY sort_name, account_id LIMIT ${wanted}`, conditions, after)),
    );
    inVain = rows.length === first + 1 - wanted;
    if (others.length === 0 || rows.length > first) return { rows, stoppedAt: null };
    after = await placeAt(reader, driver, lanes, after, limit);
    if (!after) return { rows, stoppedAt: null };
  }
  return { rows, stoppedAt: after };
}

/** How many accounts meet all the conditions of one of the alternatives, counted no further than to 10,000. */
export async function countAccounts(reader: EntityManager, alternatives: Condition[][]): Promise<number> {
  const found = new Set<string>();
  for (const conditions of alternatives) {
    let driver: Condition | null = null;
    for (const passed of steps) driver ??= await shorterThan(passed, reader, conditions);
    driver ??= conditions[0]!;
    const { lanes, others } = await roadOf(driver, conditions);
    if (lanes.length === 0) continue;
    const limit = others.length > 0 ? mostPassed : mostCounted;
    const query = reader
      .createQueryBuilder()
      .select("COUNT(*)", "count")
      .from(`(${countable(placesOn(lanes, false, limit), others)})`, "met")
      .setParameters(parametersOf(conditions));
    if (alternatives.length === 1) return Number((await query.getRawOne<{ count: number }>())!.count);
    const ids = await query.select("met.account_id", "id").getRawMany<{ id: string }>();
    for (const { id } of ids) found.add(id);
  }
  return Math.min(found.size, mostCounted);
}

const countable = (places: string, others: Condition[]): string =>
  `SELECT place.account_id FROM (${places}) place WHERE ${allOf(others)} LIMIT ${mostCounted}`;

const allOf = (conditions: Condition[]): string => conditions.map(({ holds }) => holds).join(" AND ") || "1 = 1";

const parametersOf = (conditions: Condition[]): Record<string, unknown> =>
  Object.assign({}, ...conditions.map(({ parameters }) => parameters)) as Record<string, unknown>;

/** The lanes of the driver, and what else is to be asked of every account on them, what few of them meet at first. */
async function roadOf(driver: Condition, conditions: Condition[]): Promise<{ lanes: Lane[]; others: Condition[] }> {
  const { lanes, exact } = await driver.lanes();
  const others = conditions.filter((one) => one !== driver || !exact);
  return { lanes, others: [...others.filter(({ usual }) => !usual), ...others.filter(({ usual }) => usual)] };
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
  driver: Condition,
  lanes: Lane[],
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
    .setParameters({ ...driver.parameters, ...afterParameters(after) })
    .getRawOne<Place>();
  return place ?? null;
}

/** The condition that fewest accounts meet, when they are fewer than so many: none is counted further. */
async function shorterThan(most: number, reader: EntityManager, conditions: Condition[]): Promise<Condition | null> {
  let best: Condition | null = null;
  let fewest = most;
  if (conditions.length === 1) return null;
  for (const condition of conditions) {
    const { lanes } = await condition.lanes();
    const length = lanes.length === 0 ? 0 : await lengthOf(reader, condition, lanes, fewest);
    if (length < fewest) [best, fewest] = [condition, length];
  }
  return best;
}

async function lengthOf(
  reader: EntityManager,
  { parameters }: Condition,
  lanes: Lane[],
  most: number,
): Promise<number> {
  const counted = await reader
    .createQueryBuilder()
    .select("COUNT(*)", "count")
    .from(`(${placesOn(lanes, false, most)})`, "place")
    .setParameters(parameters)
    .getRawOne<{ count: number | string }>();
  return Number(counted!.count);
}
