import {
  astFromValue,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isScalarType,
  isSpecifiedDirective,
  isUnionType,
  print,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from "graphql";

/**
 * Returns a line for everything in the contract that the emitted schema lacks or defines differently. Additions are
 * ignored, unless clients must supply them.
 */
export function missingFromSchema(contract: GraphQLSchema, emitted: GraphQLSchema): string[] {
  return [
    ...changed("Query", contract.getQueryType()?.name, emitted.getQueryType()?.name),
    ...changed("Mutation", contract.getMutationType()?.name, emitted.getMutationType()?.name),
    ...changed("Subscription", contract.getSubscriptionType()?.name, emitted.getSubscriptionType()?.name),
    ...Object.values(contract.getTypeMap()).flatMap((type) => compareTypes(type, emitted.getType(type.name))),
    ...contract
      .getDirectives()
      .filter((directive) => !isSpecifiedDirective(directive) && !emitted.getDirective(directive.name))
      .map((directive) => `@${directive.name} is missing`),
  ];
}

function compareTypes(promised: GraphQLNamedType, found: GraphQLNamedType | undefined): string[] {
  const name = promised.name;
  if (!found) return [`${name} is missing`];
  if (isScalarType(promised) && isScalarType(found)) {
    return changed(`${name} @specifiedBy`, promised.specifiedByURL, found.specifiedByURL);
  }
  if (isEnumType(promised) && isEnumType(found)) {
    return absent(promised.getValues(), found.getValues(), (value) => `${name}.${value}`);
  }
  if (isUnionType(promised) && isUnionType(found)) {
    return absent(promised.getTypes(), found.getTypes(), (member) => `${name} = ${member}`);
  }
  if (isInputObjectType(promised) && isInputObjectType(found)) return compareInputs(promised, found);
  if ((isObjectType(promised) && isObjectType(found)) || (isInterfaceType(promised) && isInterfaceType(found))) {
    return [
      ...absent(promised.getInterfaces(), found.getInterfaces(), (parent) => `${name} implements ${parent}`),
      ...Object.values(promised.getFields()).flatMap((field) =>
        compareFields(`${name}.${field.name}`, field, found.getFields()[field.name]),
      ),
    ];
  }
  return [`${name} is a ${found.constructor.name}, not a ${promised.constructor.name}`];
}

function compareInputs(promised: GraphQLInputObjectType, found: GraphQLInputObjectType): string[] {
  const known = promised.getFields();
  return [
    ...changed(`${promised.name} @oneOf`, promised.isOneOf, found.isOneOf),
    ...Object.values(known).flatMap((field) =>
      compareInputValues(`${promised.name}.${field.name}`, field, found.getFields()[field.name]),
    ),
    ...Object.values(found.getFields())
      .filter((field) => !known[field.name] && isRequiredInputField(field))
      .map((field) => `${promised.name}.${field.name} is required, yet not in the contract`),
  ];
}

function compareFields(
  name: string,
  promised: GraphQLField<unknown, unknown>,
  found: GraphQLField<unknown, unknown> | undefined,
): string[] {
  if (!found) return [`${name} is missing`];
  const known = new Map(promised.args.map((arg) => [arg.name, arg]));
  return [
    ...changed(name, String(promised.type), String(found.type)),
    ...promised.args.flatMap((arg) =>
      compareInputValues(
        `${name}(${arg.name}:)`,
        arg,
        found.args.find((other) => other.name === arg.name),
      ),
    ),
    ...found.args
      .filter((arg) => !known.has(arg.name) && isRequiredArgument(arg))
      .map((arg) => `${name}(${arg.name}:) is required, yet not in the contract`),
  ];
}

type InputValue = GraphQLArgument | GraphQLInputField;

function compareInputValues(name: string, promised: InputValue, found: InputValue | undefined): string[] {
  if (!found) return [`${name} is missing`];
  return [
    ...changed(name, String(promised.type), String(found.type)),
    ...changed(`${name} default`, printDefault(promised), printDefault(found)),
  ];
}

function printDefault({ defaultValue, type }: InputValue): string | undefined {
  const node = defaultValue === undefined ? undefined : astFromValue(defaultValue, type);
  return node ? print(node) : undefined;
}

function changed(name: string, promised: unknown, found: unknown): string[] {
  return (promised ?? undefined) === (found ?? undefined)
    ? []
    : [`${String(name)} is ${String(found)}, not ${String(promised)}`];
}

function absent(
  promised: readonly { name: string }[],
  found: readonly { name: string }[],
  describe: (name: string) => string,
): string[] {
  const names = new Set(found.map(({ name }) => name));
  return promised.filter(({ name }) => !names.has(name)).map(({ name }) => `${describe(name)} is missing`);
}
