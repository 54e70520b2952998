import { getMetadataStorage } from "type-graphql";

/**
 * The type of a field that leads back to its owner. Looked up by name when the schema is built, so that no two files
 * import each other.
 */
export function leadBackTo(name: "Account" | "Migration"): () => object {
  return () => {
    const type = getMetadataStorage().objectTypes.find((candidate) => candidate.name === name);
    if (!type) throw new Error(`The type ${name} is not loaded: import the schema through schema/index`);
    return type.target;
  };
}
