import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  buildSchema,
  findBreakingChanges,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from "graphql";
import { createSchema } from "../../src/graphql/build-schema";

const released = buildSchema(readFileSync(join(__dirname, "../../schema/released.graphql"), "utf8"));
const schema = createSchema();

test("the schema has no breaking change since the released one", () => {
  expect(findBreakingChanges(released, schema).map(({ description }) => description)).toEqual([]);
});

test.each<[string, (sdl: string) => string]>([
  ["a removed field", (sdl) => sdl.replace("managedIn: Portal!", "managedBy: Portal!")],
  ["a field made nullable", (sdl) => sdl.replace("managedIn: Portal!", "managedIn: Portal")],
  ["a removed union member", (sdl) => sdl.replace(/(union SubmitWorkEmailResult = .*) \| TooManyAttempts/, "$1")],
  ["an added required argument", (sdl) => sdl.replace("node(id: ID!", "node(why: String!, id: ID!")],
])("%s is detected as a breaking change", (_, change) => {
  const sdl = readFileSync(join(__dirname, "../../schema/released.graphql"), "utf8");
  expect(change(sdl)).not.toBe(sdl);
  expect(findBreakingChanges(released, buildSchema(change(sdl)))).not.toEqual([]);
});

/** A part of a type that can be deprecated: a field, an argument, an input field or an enum value. */
interface Part {
  name: string;
  deprecationReason: string | null | undefined;
}

function partsOf(type: GraphQLNamedType): readonly Part[] {
  if (isEnumType(type)) return type.getValues();
  if (isInputObjectType(type)) return Object.values(type.getFields());
  if (isObjectType(type) || isInterfaceType(type))
    return Object.values(type.getFields()).flatMap<Part>((field) => [field, ...field.args]);
  return [];
}

/** Returns the names of the deprecated parts whose reason does not begin with a replacement. */
function withoutReplacement(of: GraphQLSchema): string[] {
  return Object.values(of.getTypeMap())
    .flatMap(partsOf)
    .filter(({ deprecationReason }) => deprecationReason != null && !/^Use `\w+/.test(deprecationReason))
    .map(({ name }) => name);
}

test("every deprecation names its replacement", () => {
  expect(withoutReplacement(schema)).toEqual([]);
});

test("deprecations without a replacement are detected in fields, arguments, inputs and enum values", () => {
  const small = buildSchema(`
    type Query implements Old {
      field: Int @deprecated
      good(argument: Int @deprecated(reason: "It is slow."), kept: Choice): Int @deprecated(reason: "Use \`field\`.")
    }
    interface Old { field: Int @deprecated(reason: "Gone soon") }
    input Choice { inputField: Int @deprecated(reason: "Use something else."), keptField: Int, word: Word }
    enum Word { VALUE @deprecated(reason: ""), GOOD @deprecated(reason: "Use \`KEPT\`."), KEPT }
  `);
  expect(withoutReplacement(small).sort()).toEqual(["VALUE", "argument", "field", "field", "inputField"]);
});
