import { Kind, type GraphQLResolveInfo, type SelectionSetNode } from "graphql";

/**
 * Whether the selection below the field asks for the first page of a list of that name. Only a hint for reading ahead:
 * fields left out by `@skip` or `@include` count as asked for.
 */
export function asksForFirst({ fieldNodes, fragments }: GraphQLResolveInfo, list: string): boolean {
  const isAskedIn = (set: SelectionSetNode | undefined): boolean =>
    set?.selections.some((selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return isAskedIn(fragments[selection.name.value]!.selectionSet);
      if (selection.kind === Kind.FIELD && selection.name.value === list)
        return selection.arguments?.every(({ name }) => name.value === "first") ?? true;
      return isAskedIn(selection.selectionSet);
    }) ?? false;
  return fieldNodes.some(({ selectionSet }) => isAskedIn(selectionSet));
}
