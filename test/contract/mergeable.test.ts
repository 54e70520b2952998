import { buildSchema, OverlappingFieldsCanBeMergedRule, parse, validate } from "graphql";
import { createSchema } from "../../src/graphql/build-schema";
import { abstractTypes, selectAll, unmergeable } from "./mergeable";

const schema = createSchema();
const types = abstractTypes(schema);

test("the walk meets every result of a mutation, every problem and every node", () => {
  const names = types.map((type) => type.name);
  expect(names).toEqual(expect.arrayContaining(["Node", "Problem"]));
  const results = Object.values(schema.getMutationType()!.getFields()).map((field) =>
    String(field.type).replace("!", ""),
  );
  expect(names).toEqual(expect.arrayContaining(results));
});

test.each(types.map((type) => [type.name, type] as const))(
  "what the members of %s call the same can be selected side by side",
  (_, type) => {
    expect(schema.getPossibleTypes(type).length).toBeGreaterThan(1);
    expect(unmergeable(schema, type)).toEqual([]);
  },
);

test.each(types.map((type) => [type.name, type] as const))(
  "everything that the members of %s have, three levels deep, is one valid selection",
  (_, type) => {
    const document = parse(`fragment Everything on ${type.name} ${selectAll(schema, type, 3)}`, { noLocation: true });
    const errors = validate(schema, document, [OverlappingFieldsCanBeMergedRule]);
    expect(errors.map((error) => error.message)).toEqual([]);
  },
);

test("types that cannot be merged are found out, however deep they lie", () => {
  const broken = buildSchema(`
    type Inner { when: String } type Outer { when: Int }
    type A { id: ID! name: String! many: [Int] inner: Inner } type B { id: ID! name: String many: Int inner: Outer }
    union U = A | B
    type Query { u: U }
  `);
  const [union] = abstractTypes(broken);
  expect(unmergeable(broken, union!)).toEqual([
    "U: A.name and B.name: String! and String",
    "U: A.many and B.many: [Int] and Int",
    "U: A.inner and B.inner > Inner.when and Outer.when: String and Int",
  ]);
  const document = parse(`fragment Everything on U ${selectAll(broken, union!, 3)}`);
  expect(validate(broken, document, [OverlappingFieldsCanBeMergedRule])).toHaveLength(3);
});
