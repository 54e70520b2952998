import { Field, ID, InterfaceType } from "type-graphql";

/** Returns the name of a value's type: its `__typename`, else its class, since TypeORM entities have the same names. */
export function typeName(value: { __typename?: string }): string {
  return value.__typename ?? value.constructor.name;
}

@InterfaceType({ description: "Anything that can be fetched again by its ID.", resolveType: typeName })
export abstract class Node {
  @Field(() => ID, { description: "Opaque and global: never parse it." })
  id: string;
}
