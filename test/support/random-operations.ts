import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
} from "graphql";
import { randomBy } from "./random";

/** A query and its variables. */
export interface RandomOperation {
  query: string;
  variables: Record<string, unknown>;
}

/** Values that exist in the world, by the names of arguments. */
export type KnownValues = Readonly<Record<string, readonly unknown[]>>;

/**
 * Returns a generator of queries over a whole schema: random selections, aliases, fragments, directives, variables and
 * arguments, some of them invalid. The same seed gives the same queries.
 */
export function randomOperations(schema: GraphQLSchema, known: KnownValues, seed: number): () => RandomOperation {
  const { chance, pick, below } = randomBy(seed);

  return () => {
    const variables: Record<string, unknown> = {};
    const declared: string[] = [];
    const fragments: string[] = [];
    let names = 0;

    const variable = (type: string, value: unknown): string => {
      const name = `v${names++}`;
      const isDefault = !type.endsWith("!") && chance(0.2);
      declared.push(`$${name}: ${type}${isDefault && value !== undefined ? ` = ${literal(value)}` : ""}`);
      if (value !== undefined && !isDefault) variables[name] = value;
      return `$${name}`;
    };
    const directive = (): string => {
      if (chance(0.85)) return "";
      const value = chance(0.5);
      return ` @${pick(["skip", "include"])}(if: ${chance(0.5) ? variable("Boolean!", value) : value})`;
    };
    const argument = ({ name, type, defaultValue }: GraphQLArgument): string => {
      const isRequired = isNonNullType(type) && defaultValue === undefined;
      if (!isRequired && chance(0.4)) return "";
      const value = valueFor(name, type);
      if (value === undefined && isRequired) return `${name}: ${literal(valueFor(name, getNullableType(type)))}`;
      if (value === undefined) return "";
      return `${name}: ${chance(0.4) ? variable(type.toString(), value) : literal(value)}`;
    };
    const valueFor = (name: string, type: GraphQLInputType): unknown => {
      if (!isNonNullType(type) && chance(0.1)) return null;
      const inner = getNullableType(type);
      const values = known[name];
      if (values && !isListType(inner)) return pick(values);
      if (isListType(inner)) return Array.from({ length: below(4) }, () => valueFor(name, inner.ofType));
      if (isEnumType(inner)) return new EnumWord(pick(inner.getValues()).name);
      if (isInputObjectType(inner)) {
        const fields = Object.values(inner.getFields()).map(({ name: field, type: of }) => [
          field,
          valueFor(field, of),
        ]);
        return Object.fromEntries(fields.filter(([, value]) => value !== undefined && (value !== null || chance(0.3))));
      }
      return { Int: pick([0, 1, 2, 5]), Boolean: chance(0.5), String: pick(["", "x", "company"]), ID: "x" }[inner.name];
    };

    const field = (
      parent: GraphQLCompositeType,
      { name, type, args }: GraphQLField<unknown, unknown>,
      depth: number,
    ) => {
      const named = getNamedType(type);
      const given = args.map(argument).filter(Boolean);
      const isAliased = given.length > 0 || isAbstractType(parent) || chance(0.1) || inFragment > 0;
      const alias = isAliased ? `${name}${names++}: ` : "";
      const sub = isCompositeType(named) ? ` ${selections(named, depth - 1)}` : "";
      return `${alias}${name}${given.length > 0 ? `(${given.join(", ")})` : ""}${directive()}${sub}`;
    };
    let inFragment = 0;
    const spread = (type: GraphQLCompositeType, depth: number): string => {
      inFragment++;
      const body = selections(type, depth);
      inFragment--;
      if (chance(0.5)) return `...${chance(0.8) ? ` on ${type.name}` : ""}${directive()} ${body}`;
      const name = `F${names++}`;
      fragments.push(`fragment ${name} on ${type.name} ${body}`);
      return `...${name}${directive()}`;
    };
    const selections = (type: GraphQLCompositeType, depth: number): string => {
      const chosen: string[] = chance(0.2) ? ["__typename"] : [];
      const fields = "getFields" in type ? Object.values(type.getFields()) : [];
      const fit = fields.filter((one) => depth > 0 || !isCompositeType(getNamedType(one.type)));
      const most = depth > 3 ? 2 : 4;
      for (let n = 1 + below(most); n > 0 && fit.length > 0; n--) chosen.push(field(type, pick(fit), depth));
      if (isAbstractType(type))
        for (const one of schema.getPossibleTypes(type)) if (chance(0.3)) chosen.push(spread(one, depth - 1));
      if (!isAbstractType(type) && chance(0.15)) chosen.push(spread(type, depth - 1));
      return `{ ${chosen.length > 0 ? chosen.join(" ") : "__typename"} }`;
    };

    const body = selections(schema.getQueryType()!, 7);
    const head = declared.length > 0 ? `(${declared.join(", ")})` : "";
    return { query: [`query Q${head} ${body}`, ...fragments].join("\n"), variables: plain(variables) };
  };
}

/** An enum value, which a document writes without quotes. */
class EnumWord {
  constructor(readonly word: string) {}
}

function literal(value: unknown): string {
  if (value instanceof EnumWord) return value.word;
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, one]) => `${name}: ${literal(one)}`)
    .join(", ")}}`;
}

/** Converts the variables to plain JSON. */
const plain = (variables: Record<string, unknown>): Record<string, unknown> =>
  JSON.parse(
    JSON.stringify(variables, (_, value: unknown) => (value instanceof EnumWord ? value.word : value)),
  ) as Record<string, unknown>;
