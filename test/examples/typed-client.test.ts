import { join } from "node:path";
import { createClient } from "../../examples/typed-client/client";
import { codeReader } from "../../examples/typed-client/mailed-code";
import { migrate, type Person } from "../../examples/typed-client/migrate";
import { ask } from "../support/ask";
import type { MadeAccount } from "../support/accounts";
import { minutes } from "../support/test-clock";
import { until } from "../support/until";
import { openWorld, type World } from "../support/world";

const manifest = join(__dirname, "../../examples/typed-client/generated/persisted-documents.json");
let world: World;
beforeAll(async () => {
  world = await openWorld({ worker: true, env: { PERSISTED_OPERATIONS: manifest, PERSISTED_ONLY: "true" } });
});
beforeEach(() => world.clock.catchUp());
afterAll(() => world.close());

/** A person who gives the addresses one after another, then the code that was mailed to the insider. */
function personOf(made: MadeAccount, addresses: string[]): Person & { heard: string[] } {
  const heard: string[] = [];
  return {
    heard,
    hear: (line) => void heard.push(line),
    workEmail: async (suggestion) => addresses.shift() ?? suggestion ?? made.owner,
    code: codeReader(() => world.simulator.mailbox(made.insider)),
  };
}

const clientOf = async (email: string) =>
  createClient({ url: `${world.url}/graphql`, token: await world.simulator.token(email), language: "en" });

test("the example client completes a migration with persisted operations only", async () => {
  const made = await world.account({ mpn: "other-tenant" });
  const person = personOf(made, [made.owner, made.insider]);
  const { status } = await migrate(await clientOf(made.owner), made.publisherId, person);
  expect(status).toBe("COMPLETED");
  expect(person.heard[0]).toMatch(/^ACTION_REQUIRED: /);
  expect(person.heard).toContainEqual(
    expect.stringMatching(`^Refused \\(TenantMismatch\\): .*${made.mpnTenant.displayName}`),
  );
  expect(await world.simulator.state(made.publisherId)).toMatchObject({ cpp: { locked: true } });
  expect((await ask(world.url, { body: { query: "{ __typename }" } })).code).toBe("BAD_USER_INPUT");
});

test("a code that an earlier run has left in the mailbox is tried once, and the next one waited for", async () => {
  const made = await world.account({ mpn: "other-tenant" });
  const owner = await clientOf(made.owner);
  const quitter: Person = {
    ...personOf(made, [made.insider]),
    code: async () => {
      await until(async () => (await world.simulator.mailbox(made.insider)).length > 0);
      throw new Error("interrupted");
    },
  };
  await expect(migrate(owner, made.publisherId, quitter)).rejects.toThrow("interrupted");
  world.clock.advance(minutes(16));
  const person = personOf(made, [made.insider]);
  expect(await migrate(owner, made.publisherId, person)).toMatchObject({ status: "COMPLETED" });
  expect(person.heard.filter((line) => line.startsWith("Refused (ConfirmationCodeRejected)"))).toHaveLength(1);
});

test("the example client shows a contributor the banner to ask an owner and starts nothing", async () => {
  const made = await world.account();
  const person = personOf(made, []);
  const { status } = await migrate(await clientOf(made.contributor), made.publisherId, person);
  expect({ status, heard: person.heard.length }).toEqual({ status: "NOT_STARTED", heard: 2 });
  expect(person.heard[0]).toMatch(/^ASK_AN_OWNER: /);
});

test("the example client rejects with the error code of the service", async () => {
  const client = createClient({ url: `${world.url}/graphql`, token: "none", language: "en" });
  await expect(migrate(client, "x", personOf(await world.account(), []))).rejects.toMatchObject({
    code: "UNAUTHENTICATED",
  });
});
