import { afterPrefix, listedStart, searchTerms, searchWords, sortName } from "../../src/account/names";

test.each([
  ["Contoso", "contoso"],
  ["  The   Contoso\tCompany ", "the contoso company"],
  ["Ångström & Søn", "angstrom son"],
  ["Łódź-Straße 7", "lodz strasse 7"],
  ["ÆTHER", "aether"],
  ["İstanbul", "istanbul"],
  ["ﬁne ｗｉｄｅ", "fine wide"],
  ["株式会社・東京", "株式会社 東京"],
  ["\u0041\u030a", "a"],
  ["!!!", "~"],
  ["", "~"],
])("%j is sorted as %j", (displayName, name) => {
  expect(sortName(displayName)).toBe(name);
});

test("sorting ignores case and accents", () => {
  const names = ["Zebra", "éclair", "Eclair 2", "Östra", "apple", "Äpple"];
  const order = [...names].sort((a, b) => (sortName(a) < sortName(b) ? -1 : 1));
  expect(order).toEqual(["apple", "Äpple", "éclair", "Eclair 2", "Östra", "Zebra"]);
});

test("sort names and search terms fit their columns and are not cut inside a surrogate pair", () => {
  expect(sortName("x".repeat(500))).toHaveLength(120);
  expect(sortName(`${"x".repeat(119)}\u{20000}`)).toBe("x".repeat(119));
  for (const term of searchTerms("p".repeat(64), `${"y".repeat(59)}\u{20000}`)) {
    expect(term.length).toBeLessThanOrEqual(60);
    expect(Buffer.from(term).toString()).toBe(term);
  }
});

test("search terms are the publisher ID, the words of the name and their listed prefixes, each once", () => {
  const terms = searchTerms("Contoso-Ready-12", "The Contoso, the contoso! 365 \u{20000}");
  const ofId = ["c", "co", "con", "cont", "conto", "contos", "contoso", "contoso-", "contoso-ready-12"];
  expect(terms.sort()).toEqual([...ofId, "t", "th", "the", "3", "36", "365", "\u{20000}"].sort());
  expect(searchTerms("co", "!!!").sort()).toEqual(["c", "co"]);
});

test.each([
  ["c", "c"],
  ["contoso-", "contoso-"],
  ["contoso-ready-12", "contoso-"],
  ["\u{20000}".repeat(9), "\u{20000}".repeat(8)],
])("a search for %j reads the list of the prefix %j", (start, listed) => {
  expect(listedStart(start)).toBe(listed);
  expect(searchTerms(start, "!!!")).toContain(listed);
});

test.each([
  ["con", { publisherId: "con", words: ["con"] }],
  [" Contoso-Re ", { publisherId: "contoso-re", words: ["contoso", "re"] }],
  ["ÅNG søn", { publisherId: "ång søn", words: ["ang", "son"] }],
  ["%_'\"\\", { publisherId: "%_'\"\\", words: [] }],
  ["", { publisherId: "", words: [] }],
  ["a b c d e b a f g h i j", { publisherId: "a b c d e b a f g h i j", words: [..."abcdefgh"] }],
  [`${"x ".repeat(99)}yz z`, { publisherId: "x ".repeat(30), words: ["x", "yz"] }],
])("the search text %j is split into a publisher ID and words", (typed, wanted) => {
  expect(searchWords(typed)).toEqual(wanted);
});

test("a prefix's index range holds exactly the words that start with it", () => {
  const found = ["con", "contoso", "con\u{10fffe}", "cone", "cono", "co", "coo", "d", "bon"].filter(
    (word) => bytes(word) >= bytes("con") && bytes(word) < bytes(afterPrefix("con")),
  );
  expect(found).toEqual(["con", "contoso", "con\u{10fffe}", "cone", "cono"]);
});

/** The text's bytes as hex, which sort as both databases compare. */
function bytes(text: string): string {
  return Buffer.from(text).toString("hex");
}
