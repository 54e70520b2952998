import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSchema, findBreakingChanges, isInputObjectType, isInterfaceType, isObjectType } from "graphql";
import { createSchema } from "../../src/graphql/build-schema";

const released = buildSchema(readFileSync(join(__dirname, "../../schema/released.graphql"), "utf8"));
const schema = createSchema();

test("nothing that was released breaks: what goes is deprecated first, and leaves in a major version", () => {
  expect(findBreakingChanges(released, schema).map(({ description }) => description)).toEqual([]);
});

test.each<[string, (sdl: string) => string]>([
  ["a field less", (sdl) => sdl.replace("managedIn: Portal!", "managedBy: Portal!")],
  ["a field that may be null now", (sdl) => sdl.replace("managedIn: Portal!", "managedIn: Portal")],
  ["a refusal less", (sdl) => sdl.replace(/(union SubmitWorkEmailResult = .*) \| TooManyAttempts/, "$1")],
  ["an argument more that must be given", (sdl) => sdl.replace("node(id: ID!", "node(why: String!, id: ID!")],
])("%s would be found out", (_, change) => {
  const sdl = readFileSync(join(__dirname, "../../schema/released.graphql"), "utf8");
  expect(change(sdl)).not.toBe(sdl);
  expect(findBreakingChanges(released, buildSchema(change(sdl)))).not.toEqual([]);
});

test("whatever is deprecated names its replacement", () => {
  const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)
      ? Object.values<{ deprecationReason?: string | null | undefined }>(type.getFields())
      : [],
  );
  const reasons = fields.map(({ deprecationReason }) => deprecationReason).filter((reason) => reason != null);
  for (const reason of reasons) expect(reason).toMatch(/^Use `\w+/);
});
