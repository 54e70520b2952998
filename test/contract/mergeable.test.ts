import { buildSchema, OverlappingFieldsCanBeMergedRule, parse, validate } from "graphql";
import { createSchema } from "../../src/graphql/build-schema";
import { abstractTypes, selectAll, unmergeable } from "./mergeable";

const schema = createSchema();
const types = abstractTypes(schema);

test("the abstract types under test include Node, Problem and every mutation result", () => {
  const names = types.map((type) => type.name);
  expect(names).toEqual(expect.arrayContaining(["Node", "Problem"]));
  const results = Object.values(schema.getMutationType()!.getFields()).map((field) =>
    String(field.type).replace("!", ""),
  );
  expect(names).toEqual(expect.arrayContaining(results));
});

test.each(types.map((type) => [type.name, type] as const))(
  "fields of the same name in the members of %s can be selected without an alias",
  (_, type) => {
    expect(schema.getPossibleTypes(type).length).toBeGreaterThan(1);
    expect(unmergeable(schema, type)).toEqual([]);
  },
);

test.each(types.map((type) => [type.name, type] as const))(
  "all fields of the members of %s, three levels deep, form one valid selection",
  (_, type) => {
    const document = parse(`fragment Everything on ${type.name} ${selectAll(schema, type, 3)}`, { noLocation: true });
    const errors = validate(schema, document, [OverlappingFieldsCanBeMergedRule]);
    expect(errors.map((error) => error.message)).toEqual([]);
  },
);

test("unmergeable field types are detected at the top level and in nested objects", () => {
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
