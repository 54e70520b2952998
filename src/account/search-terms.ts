import type { Condition, Lane } from "./account-lists";
import { afterPrefix, listedStart, searchWords } from "./names";

/** What was typed, as alternatives: the conditions of one of them must hold, all of them. */
export function searchConditions(typed: string): Condition[][] {
  const { publisherId, words } = searchWords(typed);
  const ofName = words.map((word, i) => termStarting(word, `word${i}`));
  // No term has a blank in it, and a publisher ID of letters and digits alone is looked for like any word.
  const likeAWord = words.length === 1 && words[0] === publisherId;
  const ofId = likeAWord || /\s/.test(publisherId) ? [] : [[termStarting(publisherId, "typedId")]];
  return [...(ofName.length > 0 ? [ofName] : []), ...ofId];
}

/** The accounts with a term that starts so. */
function termStarting(start: string, name: string): Condition {
  const listed = listedStart(start);
  const list: Lane = { from: "account_term", where: `term = :${name}` };
  const common = { lanes: [list], parameters: { [name]: listed } };
  if (listed === start)
    return {
      ...common,
      row: { of: `account_term ${name}`, on: `${name}.account_id = place.account_id AND ${name}.term = :${name}` },
    };
  const [from, to] = [`${name}From`, `${name}To`];
  const within = `term >= :${from} AND term < :${to}`;
  return {
    ...common,
    holds: `(SELECT COUNT(*) FROM account_term WHERE account_term.account_id = place.account_id AND ${within}) > 0`,
    exactly: { from: "account_term", where: within, scattered: true },
    parameters: { ...common.parameters, [from]: start, [to]: afterPrefix(start) },
  };
}
