import "reflect-metadata";
import "./enums";
import * as types from "./types";

export * from "./beyond-decorators";
export * from "./scalars";
export * from "./types";

/** Every class of the schema, for `orphanedTypes`, so that types that no resolver mentions are kept. */
export const schemaTypes = Object.values(types).filter((type) => typeof type === "function");
