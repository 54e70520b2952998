import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLType,
} from "graphql";

const refusal = "Problem";

/** Prints the whole schema as one page of Markdown. */
export function printReference(schema: GraphQLSchema): string {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type) && !roots.some((root) => root === type),
  );
  const isRefusal = (type: GraphQLNamedType) =>
    isObjectType(type) && type.getInterfaces().some(({ name }) => name === refusal);
  const chapters: [string, GraphQLNamedType[]][] = [
    ["Operations", roots.filter((root) => root != null)],
    ["Types", types.filter((type) => isObjectType(type) && !isRefusal(type))],
    ["Refusals", types.filter(isRefusal)],
    ["Interfaces", types.filter(isInterfaceType)],
    ["Results", types.filter(isUnionType)],
    ["Inputs", types.filter(isInputObjectType)],
    ["Enums", types.filter(isEnumType)],
    ["Scalars", types.filter(isScalarType)],
  ];
  const contents = chapters.map(
    ([title, members]) => `- [${title}](#${anchor(title)}): ${members.map(link).join(", ")}`,
  );
  const pages = chapters.flatMap(([title, members]) => [`## ${title}`, ...members.map((type) => page(type, schema))]);
  return [heading, contents.join("\n"), ...pages].join("\n\n") + "\n";
}

const heading = `# Reference

Generated from the schema by \`npm run docs\`; edit the descriptions there. For how to use it, see the [guide](frontend.md).`;

function page(type: GraphQLNamedType, schema: GraphQLSchema): string {
  const parts = [`### ${type.name}`, text(type.description)];
  if (isObjectType(type) || isInterfaceType(type)) {
    const parents = type.getInterfaces();
    if (parents.length > 0) parts.push(`Implements ${parents.map(link).join(", ")}.`);
    if (isInterfaceType(type)) parts.push(`Implemented by ${schema.getPossibleTypes(type).map(link).join(", ")}.`);
    parts.push(table(["field", "type", ""], Object.values(type.getFields()).map(fieldRow)));
  }
  if (isInputObjectType(type)) {
    if (type.isOneOf) parts.push("Exactly one field must be given.");
    parts.push(table(["field", "type", ""], Object.values(type.getFields()).map(inputRow)));
  }
  if (isEnumType(type))
    parts.push(
      table(
        ["value", ""],
        type.getValues().map(({ name, description }) => [code(name), text(description)]),
      ),
    );
  if (isUnionType(type)) parts.push(`${type.getTypes().map(link).join(", ")}.`);
  if (isScalarType(type) && type.specifiedByURL) parts.push(`[Specification](${type.specifiedByURL}).`);
  return parts.filter(Boolean).join("\n\n");
}

function fieldRow({ name, args, type, description, deprecationReason }: GraphQLField<unknown, unknown>): string[] {
  const taken = args.map((arg) => `${arg.name}: ${String(arg.type)}${defaultOf(arg.defaultValue)}`);
  const call = taken.length === 0 ? name : `${name}(${taken.join(", ")})`;
  return [code(call), typeLink(type), withDeprecation(description, deprecationReason)];
}

const inputRow = ({ name, type, defaultValue, description, deprecationReason }: GraphQLInputField): string[] => [
  code(`${name}${defaultOf(defaultValue)}`),
  typeLink(type),
  withDeprecation(description, deprecationReason),
];

const defaultOf = (value: unknown): string =>
  value === undefined ? "" : ` = ${typeof value === "string" ? value : JSON.stringify(value)}`;

const withDeprecation = (description: string | null | undefined, reason: string | null | undefined): string =>
  reason == null ? text(description) : `**Deprecated.** ${text(reason)} ${text(description)}`.trim();

/** Returns a type with its brackets and exclamation marks; its name links to its section. */
function typeLink(type: GraphQLType): string {
  const { name } = getNamedType(type);
  const [before = "", after = ""] = String(type).split(name);
  return `${before.replaceAll("[", "\\[")}${link({ name })}${after.replaceAll("]", "\\]")}`;
}

const builtIn = new Set(["ID", "String", "Int", "Float", "Boolean"]);
const link = ({ name }: { name: string }): string => (builtIn.has(name) ? name : `[${name}](#${anchor(name)})`);
const anchor = (title: string): string => title.toLowerCase().replaceAll(" ", "-");
const code = (words: string): string => `\`${words}\``;
const text = (description: string | null | undefined): string =>
  (description ?? "").replaceAll("\n", " ").replaceAll("|", "\\|");

const table = (head: string[], rows: string[][]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
