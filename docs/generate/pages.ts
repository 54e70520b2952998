import { createSchema } from "../../src/graphql/build-schema";
import { printMachine } from "./machine";
import { printReference } from "./reference";

/** Returns the pages generated from the code, by their paths in the project. */
export const generatedPages = (): Record<string, string> => ({
  "docs/reference.md": printReference(createSchema()),
  "docs/state-machine.md": printMachine(),
});
