import { MigrationOfDocument, StartMigrationDocument } from "../generated/graphql";
import { ask } from "../support/ask";
import { holdAccount, impatiently } from "../support/hold-account";
import { logLines } from "../support/log-lines";
import { lookAt } from "../support/walk";
import { openWorld, type World } from "../support/world";

const log = logLines();
let world: World;
beforeAll(async () => {
  world = await openWorld({ env: { LOG_LEVEL: "warn" }, logTo: log });
});
afterAll(() => world.close());

const startMigration = `mutation($input: StartMigrationInput!) {
  startMigration(input: $input) { ... on MigrationSuccess { replayed } }
}`;

test("a client is answered in time that the outcome is unclear, and learns it by repeating the request", async () => {
  const { owner, publisherId } = await world.account();
  const client = await world.as(owner);
  const { id: accountId } = await lookAt(client, publisherId);
  const input = { accountId, idempotencyKey: "once" };
  const token = await world.simulator.token(owner);
  const release = await holdAccount(world, accountId);
  const { status, code, errors, headers } = await impatiently(() =>
    ask(world.url, { body: { query: startMigration, variables: { input } }, token }),
  );
  expect({ status, code }).toEqual({ status: 504, code: "INTERNAL_SERVER_ERROR" });
  const { correlationId, retryAfterSeconds } = errors[0]!.extensions as Record<string, unknown>;
  expect(headers.get("retry-after")).toBe(String(retryAfterSeconds));
  expect(log.lines()).toMatchObject([{ level: 40, correlationId, msg: expect.stringMatching("not answered in time") }]);

  await release();
  const { startMigration: again } = await client.run(StartMigrationDocument, { input });
  expect(again).toMatchObject({ __typename: "MigrationSuccess" });
  expect((await client.run(MigrationOfDocument, { publisherId })).account!.migration).toMatchObject({ attempt: 1 });
});
