import { buildSchema } from "graphql";
import { missingFromSchema } from "./compare-schemas";

const promised = `
  directive @cached on FIELD_DEFINITION
  scalar Day @specifiedBy(url: "https://example.com/day")
  enum Colour { RED BLUE }
  interface Thing { id: ID! }
  type Cup implements Thing { id: ID! colour(dark: Boolean = false): Colour! made: Day }
  type Mug { size: Int }
  union Vessel = Cup | Mug
  input Wish { colour: Colour! size: Int = 1 }
  input Choice @oneOf { size: Int colour: Colour }
  type Query { vessels(wish: Wish!, choice: Choice): [Vessel!]! thing: Thing }
`;

const compare = (change: (sdl: string) => string) =>
  missingFromSchema(buildSchema(promised), buildSchema(change(promised)));

test("an identical schema and one with compatible additions lack nothing", () => {
  expect(compare((sdl) => sdl)).toEqual([]);
  const added = (sdl: string) =>
    sdl
      .replace("RED BLUE", "RED BLUE GREEN")
      .replace("size: Int }", "size: Int handle: Boolean }")
      .replace("= Cup | Mug", "= Cup | Mug | Jug")
      .replace("size: Int = 1", "size: Int = 1, depth: Int, width: Int! = 1")
      .replace("dark: Boolean = false", "dark: Boolean = false, pale: Boolean");
  expect(compare((sdl) => `${added(sdl)} type Jug { size: Int } extend type Query { more: Int }`)).toEqual([]);
});

test.each<[string, string, string]>([
  ["RED BLUE", "RED", "Colour.BLUE is missing"],
  ["size: Int }", "volume: Int }", "Mug.size is missing"],
  ["made: Day", "made: Day!", "Cup.made is Day!, not Day"],
  ["thing: Thing", "thing: Thing!", "Query.thing is Thing!, not Thing"],
  ["[Vessel!]!", "[Vessel]!", "Query.vessels is [Vessel]!, not [Vessel!]!"],
  ["Cup | Mug", "Cup", "Vessel = Mug is missing"],
  ["Cup implements Thing", "Cup", "Cup implements Thing is missing"],
  ["(dark: Boolean = false)", "", "Cup.colour(dark:) is missing"],
  ["dark: Boolean = false", "dark: Boolean", "Cup.colour(dark:) default is undefined, not false"],
  ["dark: Boolean = false", "dark: Int = 0", "Cup.colour(dark:) is Int, not Boolean"],
  ["wish: Wish!", "wish: Wish!, now: Day!", "Query.vessels(now:) is required, yet not in the contract"],
  ["colour: Colour! size: Int = 1", "colour: Colour!", "Wish.size is missing"],
  ["size: Int = 1", "size: Int = 2", "Wish.size default is 2, not 1"],
  ["size: Int = 1", "size: Int = 1 why: Day!", "Wish.why is required, yet not in the contract"],
  ["@oneOf", "", "Choice @oneOf is false, not true"],
  ["example.com/day", "example.com/date", "Day @specifiedBy is https://example.com/date, not https://example.com/day"],
  ["directive @cached on FIELD_DEFINITION", "", "@cached is missing"],
  ["scalar Day", "enum Day { MONDAY } scalar Date", "Day is a GraphQLEnumType, not a GraphQLScalarType"],
])("%s changed to %s is detected", (from, to, finding) => {
  const change = (sdl: string) => {
    expect(sdl).toContain(from);
    return sdl.replace(from, to);
  };
  expect(compare(change)).toContain(finding);
});
