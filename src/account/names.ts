const maxSortName = 120;
const maxTerm = 60;
/** The most characters of a search that are read, and the most words looked for: each costs a seek. */
const maxTyped = 200;
const maxWords = 8;

/** Text without case, accents and ligatures, as sorting and searching compare it. */
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

/** The first `max` UTF-16 units, without half a surrogate pair at the end, which no database would store. */
const cut = (text: string, max: number): string => text.slice(0, max).replace(/\p{Cs}$/u, "");

/** The key by which lists sort a display name, the same in every database. */
export const sortName = (displayName: string): string => cut(words(displayName).join(" "), maxSortName) || "~";

/** Every prefix of a term, up to this many letters, is a term of its own. */
const longestListed = 8;

/** The longest prefix of the text that is a term of its own. */
export const listedStart = (text: string): string => [...text].slice(0, longestListed).join("");

/** The terms by which an account is found: its publisher ID, every word of its display name, and their prefixes. */
export function searchTerms(publisherId: string, displayName: string): string[] {
  const whole = [publisherId.toLowerCase(), ...words(displayName)].map((term) => cut(term, maxTerm));
  const starts = whole.flatMap((term) =>
    [...listedStart(term)].map((_, i, letters) => letters.slice(0, i + 1).join("")),
  );
  return [...new Set([...whole, ...starts])];
}

/** A search as typed: each word is the prefix of a word of the name, or the whole that of the publisher ID. */
export function searchWords(typed: string): { publisherId: string; words: string[] } {
  const read = cut(typed.trim(), maxTyped);
  const terms = words(read).map((word) => cut(word, maxTerm));
  return { publisherId: read.toLowerCase().slice(0, maxTerm), words: [...new Set(terms)].slice(0, maxWords) };
}

/** The upper bound of all terms with the prefix. */
export const afterPrefix = (prefix: string): string => `${prefix}\u{10ffff}`;
