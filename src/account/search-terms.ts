import type { Condition, IndexRange } from "./account-lists";
import { afterPrefix, listedStart, searchWords } from "./names";

/** What was typed, as alternatives: an account is found when it meets all the conditions of one of them. */
export function searchConditions(typed: string): Condition[][] {
  const { publisherId, words } = searchWords(typed);
  const ofName = words.map((word, i) => termStarting(word, `word${i}`));
  // No term contains a space; a publisher ID of only letters and digits is already found as a word.
  const likeAWord = words.length === 1 && words[0] === publisherId;
  const ofId = likeAWord || /\s/.test(publisherId) ? [] : [[termStarting(publisherId, "typedId")]];
  return [...(ofName.length > 0 ? [ofName] : []), ...ofId];
}

/** The accounts with a term that has this prefix. */
function termStarting(start: string, name: string): Condition {
  const listed = listedStart(start);
  const list: IndexRange = { from: "account_term", where: `term = :${name}` };
  const common = { ranges: [list], parameters: { [name]: listed } };
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
    exactly: { from: "account_term", where: within, unordered: true },
    parameters: { ...common.parameters, [from]: start, [to]: afterPrefix(start) },
  };
}
