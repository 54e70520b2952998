import type { EntityManager } from "typeorm";
import { AccountTerm } from "../../entities/account-term";
import { SearchStem } from "../../entities/search-stem";
import type { Condition, Lane } from "./account-lists";
import { afterPrefix, isInitial, searchWords, stemOf } from "./names";

/** The most stems whose lists are merged. */
const mostStems = 64;
/** The most terms that are read and put in order. */
const mostTerms = 20_000;

/** What was typed, as alternatives: the conditions of one of them must hold, all of them. */
export function searchConditions(reader: EntityManager, typed: string): Condition[][] {
  const { publisherId, words } = searchWords(typed);
  const ofName = words.map((word, i) => termStarting(reader, word, `word${i}`));
  // No term has a blank in it, and a publisher ID of letters and digits alone is looked for like any word.
  const likeAWord = words.length === 1 && words[0] === publisherId;
  const ofId = likeAWord || /\s/.test(publisherId) ? [] : [[termStarting(reader, publisherId, "typedId")]];
  return [...(ofName.length > 0 ? [ofName] : []), ...ofId];
}

/** The accounts with a term that starts so. */
function termStarting(reader: EntityManager, start: string, name: string): Condition {
  const [from, to] = [`${name}From`, `${name}To`];
  const parameters: Record<string, unknown> = { [from]: start, [to]: afterPrefix(start) };
  const within = `term >= :${from} AND term < :${to}`;
  const listOf = (term: string, i: number): Lane => {
    parameters[`${name}At${i}`] = term;
    return { from: "account_term", where: `term = :${name}At${i}` };
  };
  const findLanes: Condition["lanes"] = async () => {
    if (isInitial(start)) return { lanes: [listOf(start, 0)], exact: true };
    // Digits at the end are no part of a stem: only whole terms tell them.
    const stems = stemOf(start) === start ? await stemsStarting(reader, start) : null;
    if (stems) return { lanes: stems.map(listOf), exact: true };
    const read = `(SELECT DISTINCT sort_name, account_id FROM account_term WHERE ${within})`;
    if (await areFew(reader, start)) return { lanes: [{ from: `${read} found`, where: "1 = 1" }], exact: true };
    return { lanes: [listOf(String.fromCodePoint(start.codePointAt(0)!), 0)], exact: false };
  };
  let found: ReturnType<Condition["lanes"]> | undefined;
  return {
    holds: `(SELECT COUNT(*) FROM account_term WHERE account_term.account_id = place.account_id AND ${within}) > 0`,
    // A walk and a count of one request come back for them.
    lanes: () => (found ??= findLanes()),
    parameters,
  };
}

/** The stems that start so; null when there are too many for a merge. */
async function stemsStarting(reader: EntityManager, start: string): Promise<string[] | null> {
  const rows = await reader
    .createQueryBuilder(SearchStem, "stem")
    .where("stem.stem >= :start AND stem.stem < :end", { start, end: afterPrefix(start) })
    .orderBy("stem.stem")
    .limit(mostStems + 1)
    .getMany();
  return rows.length > mostStems ? null : rows.map(({ stem }) => stem);
}

/** Whether no more terms start so than may be read for a page. */
async function areFew(reader: EntityManager, start: string): Promise<boolean> {
  const beyond = await reader
    .createQueryBuilder(AccountTerm, "term")
    .select("term.term", "term")
    .where("term.term >= :start AND term.term < :end", { start, end: afterPrefix(start) })
    .orderBy("term.term")
    .offset(mostTerms)
    .limit(1)
    .getRawOne<object>();
  return beyond === undefined;
}
