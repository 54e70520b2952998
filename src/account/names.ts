const maxSortName = 120;
const maxTerm = 60;
/** So much of what was typed is read, and so many of its words are looked for: each has its price, and these tell names apart. */
const maxTyped = 200;
const maxWords = 8;

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

/** Up to so many letters every start of a term has a list of its own. */
const longestListed = 8;

/** The start of the text by which accounts stand together in a list. */
export const listedStart = (text: string): string => [...text].slice(0, longestListed).join("");

/** What an account is found by: the publisher ID and every word of the display name, and the first letters of each. */
export function searchTerms(publisherId: string, displayName: string): string[] {
  const whole = [publisherId.toLowerCase(), ...words(displayName)].map((term) => cut(term, maxTerm));
  const starts = whole.flatMap((term) =>
    [...listedStart(term)].map((_, i, letters) => letters.slice(0, i + 1).join("")),
  );
  return [...new Set([...whole, ...starts])];
}

/** What somebody typed into a search box: every term must start a word of the name, or the whole be the start of the publisher ID. */
export function searchWords(typed: string): { publisherId: string; words: string[] } {
  const read = cut(typed.trim(), maxTyped);
  const terms = words(read).map((word) => cut(word, maxTerm));
  return { publisherId: read.toLowerCase().slice(0, maxTerm), words: [...new Set(terms)].slice(0, maxWords) };
}

/** The first term after all that start with the prefix. */
export const afterPrefix = (prefix: string): string => `${prefix}\u{10ffff}`;
