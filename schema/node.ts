import { Field, ID, InterfaceType } from "type-graphql";

/** The type's name: what a value calls itself, else its class; TypeORM entities bear the same names. */
export function typeName(value: { __typename?: string }): string {
  return value.__typename ?? value.constructor.name;
}

@InterfaceType({ description: "Anything that can be fetched again by its ID.", resolveType: typeName })
export abstract class Node {
  @Field(() => ID, { description: "Opaque and global: never parse it." })
  id: string;
}
