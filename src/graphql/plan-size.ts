import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";

/**
 * Counts the fields in a compiled plan of the operation. A selection on an interface or union counts once for each
 * possible type. Introspection of the schema counts as infinite, as does a field with the extension `once`, which a
 * failed plan would have resolved in vain. Stops counting beyond `most`.
 */
export function planSize(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  most: number,
): number {
  const fragments = new Map(
    document.definitions
      .filter((definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  let size = 0;

  const count = ({ selections }: SelectionSetNode, on: GraphQLObjectType): void => {
    for (const selection of selections) {
      if (size > most) return;
      if (selection.kind === Kind.FIELD) {
        const name = selection.name.value;
        const field = on.getFields()[name];
        size += name === "__schema" || name === "__type" || field?.extensions["once"] ? Infinity : 1;
        if (selection.selectionSet && field)
          for (const type of typesOf(field.type)) count(selection.selectionSet, type);
        continue;
      }
      const spread = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value)! : selection;
      if (applies(spread.typeCondition?.name.value, on)) count(spread.selectionSet, on);
    }
  };
  const typesOf = (type: Parameters<typeof getNamedType>[0]): readonly GraphQLObjectType[] => {
    const named = getNamedType(type);
    if (!isCompositeType(named)) return [];
    return isAbstractType(named) ? schema.getPossibleTypes(named) : [named];
  };
  const applies = (condition: string | undefined, on: GraphQLObjectType): boolean => {
    const type = condition === undefined ? on : schema.getType(condition);
    return type === on || (isAbstractType(type) && schema.isSubType(type, on));
  };

  const root = schema.getRootType(operation.operation);
  if (isObjectType(root)) count(operation.selectionSet, root);
  return size;
}
