const maxSortName = 120;
const maxTerm = 60;

/** Text without case, accents and signs: what sorting and searching compare. */
const fold = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/ø/g, "o")
    .replace(/æ/g, "ae")
    .replace(/ł/g, "l")
    .replace(/đ/g, "d")
    .replace(/ı/g, "i");

const words = (text: string): string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** The start of a text, without half a character at its end: a database would not give that back. */
const cut = (text: string, max: number): string => text.slice(0, max).replace(/\p{Cs}$/u, "");

/** A display name as lists are sorted by it, the same in every database. */
export const sortName = (displayName: string): string => cut(words(displayName).join(" "), maxSortName) || "~";

/** A term without the digits at its end: what many publisher IDs that are only numbered have in common. */
export const stemOf = (term: string): string => term.replace(/[0-9]+$/, "") || term;

const initialOf = (term: string): string => String.fromCodePoint(term.codePointAt(0)!);

/** Whether the text is a first letter, by which all terms that begin with it are found together. */
export const isInitial = (text: string): boolean => text !== "" && initialOf(text) === text;

/** What an account is found by. */
export interface SearchTerms {
  /** The publisher ID and every word of the display name; and of each the stem and the first letter. */
  terms: string[];
  /** The stems among them. */
  stems: string[];
}

/** The terms by whose starts an account is found. */
export function searchTerms(publisherId: string, displayName: string): SearchTerms {
  const whole = [publisherId.toLowerCase(), ...words(displayName)].map((term) => cut(term, maxTerm));
  const stems = [...new Set(whole.map(stemOf))];
  return { terms: [...new Set([...whole, ...stems, ...stems.map(initialOf)])], stems };
}

/** What somebody typed into a search box: every term must start a word of the name, or the whole be the start of the publisher ID. */
export function searchWords(typed: string): { publisherId: string; words: string[] } {
  return {
    publisherId: typed.trim().toLowerCase().slice(0, maxTerm),
    words: words(typed).map((word) => cut(word, maxTerm)),
  };
}

/** The first term after all that start with the prefix. */
export const afterPrefix = (prefix: string): string => `${prefix}\u{10ffff}`;
