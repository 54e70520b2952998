import { parse, type OperationDefinitionNode } from "graphql";
import { MigrationOfDocument } from "../generated/graphql";
import { subscribe } from "../support/follow";
import type { World } from "../support/world";
import { blocksIn, type Block } from "./blocks";
import { openDemoWorld } from "./demo-world";

const publisherId = "contoso-ready";
let world: World;
let variables: Record<string, unknown>;
beforeAll(async () => {
  world = await openDemoWorld();
  const { account } = await (await world.as("someone@contoso.com")).run(MigrationOfDocument, { publisherId });
  const given = { publisherId, accountId: account!.id, migrationId: account!.migration.id };
  variables = {
    ...given,
    ...{ workEmail: "someone@contoso.com", email: "newcomer@contoso.com", code: "123456", key: "a-key-of-my-own" },
    by: { existingMpnId: "4100001" },
  };
});
beforeEach(() => world.clock.catchUp());
afterAll(() => world.close());

/** The values for the variables that an operation declares. */
const forThis = (operation: OperationDefinitionNode) => {
  const declared = operation.variableDefinitions?.map(({ variable }) => variable.name.value) ?? [];
  return Object.fromEntries(Object.entries(variables).filter(([name]) => declared.includes(name)));
};
const operationOf = ({ text }: Block) =>
  parse(text).definitions.find((definition) => definition.kind === "OperationDefinition")!;

const blocks = blocksIn("graphql").filter((block) => operationOf(block).operation !== "subscription");

// In the order of the page: each operation sees what the earlier ones have changed.
test.each(blocks.map((block) => [block.at, block] as const))("%s returns data without errors", async (_, block) => {
  const client = await world.as(block.as ?? "someone@contoso.com");
  const { status, errors, data } = await client.raw(block.text, forThis(operationOf(block)));
  expect({ status, errors }).toEqual({ status: 200, errors: undefined });
  for (const value of Object.values(data!)) expect(value).not.toBeNull();
});

const live = blocksIn("graphql").filter((block) => operationOf(block).operation === "subscription");

test.each(live.map((block) => [block.at, block] as const))("%s yields a result without errors", async (_, block) => {
  const token = await world.simulator.token("someone@contoso.com");
  const given = { ...forThis(operationOf(block)), after: "" };
  expect(await subscribe(world.url, token, { query: block.text, variables: given })).toBeNull();
});
