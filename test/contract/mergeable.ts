import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLAbstractType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from "graphql";

/** Every union and interface of the schema. */
export const abstractTypes = (schema: GraphQLSchema): GraphQLAbstractType[] =>
  Object.values(schema.getTypeMap()).filter(isAbstractType);

/**
 * Returns a line for each pair of members of an abstract type whose fields of the same name have types that cannot be
 * merged in one response: a client could not select both without an alias.
 */
export function unmergeable(schema: GraphQLSchema, type: GraphQLAbstractType): string[] {
  const members = schema.getPossibleTypes(type);
  return members.flatMap((one, at) =>
    members.slice(at + 1).flatMap((other) => conflicts(schema, one, other, `${type.name}: `, new Set())),
  );
}

/** Returns the fields of two object types that conflict under the same name, at any depth. */
function conflicts(
  schema: GraphQLSchema,
  one: GraphQLObjectType,
  other: GraphQLObjectType,
  path: string,
  seen: Set<string>,
): string[] {
  const pair = `${one.name} ${other.name}`;
  if (one === other || seen.has(pair)) return [];
  seen.add(pair);
  return Object.values(one.getFields()).flatMap((field) => {
    const twin = other.getFields()[field.name];
    if (!twin) return [];
    const where = `${path}${one.name}.${field.name} and ${other.name}.${field.name}`;
    if (!sameShape(field.type, twin.type)) return [`${where}: ${String(field.type)} and ${String(twin.type)}`];
    return pairsBelow(schema, field.type, twin.type).flatMap(([a, b]) => conflicts(schema, a, b, `${where} > `, seen));
  });
}

/** The specification's SameResponseShape: equal list and non-null wrappers around the same leaf or any two objects. */
function sameShape(one: GraphQLOutputType, other: GraphQLOutputType): boolean {
  if (isNonNullType(one) || isNonNullType(other))
    return isNonNullType(one) && isNonNullType(other) && sameShape(one.ofType, other.ofType);
  if (isListType(one) || isListType(other))
    return isListType(one) && isListType(other) && sameShape(one.ofType, other.ofType);
  if (isLeafType(one) || isLeafType(other)) return one === other;
  return true;
}

function pairsBelow(schema: GraphQLSchema, one: GraphQLOutputType, other: GraphQLOutputType) {
  const [ones, others] = [one, other].map((type) => objectsOf(schema, type)) as [
    GraphQLObjectType[],
    GraphQLObjectType[],
  ];
  return ones.flatMap((a) => others.map((b) => [a, b] as const));
}

function objectsOf(schema: GraphQLSchema, type: GraphQLOutputType): readonly GraphQLObjectType[] {
  const named = getNamedType(type);
  if (isObjectType(named)) return [named];
  return isAbstractType(named) ? schema.getPossibleTypes(named) : [];
}

/** Selects all fields of a type, down to the given level, so that the server's own rules can judge them. */
export function selectAll(schema: GraphQLSchema, type: GraphQLOutputType, levels: number): string {
  const named = getNamedType(type);
  if (!isCompositeType(named)) return "";
  if (levels === 0) return "{ __typename }";
  const members = isAbstractType(named) ? schema.getPossibleTypes(named) : [named as GraphQLObjectType];
  const fieldsOf = (member: GraphQLObjectType) =>
    Object.values(member.getFields())
      .map((field) => `${field.name} ${selectAll(schema, field.type, levels - 1)}`)
      .join(" ");
  const parts = members.map((member) => `... on ${member.name} { ${fieldsOf(member)} }`);
  return `{ __typename ${parts.join(" ")} }`;
}
