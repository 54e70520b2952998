import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSchema } from "graphql";
import { createSchema } from "../../src/graphql/build-schema";
import { emitSchema } from "../../src/graphql/emit-schema";
import { missingFromSchema } from "./compare-schemas";

const root = join(__dirname, "../..");
const emitted = readFileSync(join(root, "schema/schema.graphql"), "utf8");
const contract = join(root, "../shared/contract/schema.graphql");

test("schema/schema.graphql matches what the code emits: else run npm run schema", () => {
  expect(emitSchema(createSchema())).toBe(emitted);
});

test("the schema has everything that the contract promises", () => {
  // Without the contract beside the repository, the schema is compared with its own committed version.
  const promised = readFileSync(existsSync(contract) ? contract : join(root, "schema/schema.graphql"), "utf8");
  expect(missingFromSchema(buildSchema(promised), createSchema())).toEqual([]);
});
