import { Migration } from "../../entities/migration";
import { MigrationStatus as Status } from "../../entities/words";
import { decodeNodeId } from "../../src/graphql/node-id";
import { AccountsPageDocument } from "../generated/graphql";
import type { AccountKind } from "../support/accounts";
import type { Client } from "../support/client";
import { migrate } from "../support/migrate";
import { messagesOf, statementsOf } from "../support/statements";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const mpnKinds = ["own", "other-tenant", "none", "malformed", "location", "unknown", "pending"] as const;

/** A client with a role on `count` accounts, which go through all kinds again and again in the list's order. */
async function someoneWith(count: number, kinds: AccountKind[]): Promise<Client> {
  const me = await world.account({ displayName: "~" });
  const entry = { kind: "person", email: me.employee, displayName: "Me", identity: "work" };
  for (let i = 0; i < count; i++) {
    const round = Math.floor(i / kinds.length);
    const displayName = `${String(round).padStart(3, "0")} ${String(i % kinds.length).padStart(2, "0")}`;
    const role = i % kinds.length === kinds.length - 1 ? "Contributor" : "Owner";
    await world.account({ ...kinds[i % kinds.length], displayName, users: [{ ...entry, role }] });
  }
  return world.as(me.employee);
}

/** Returns the page and the statements it takes, once an earlier request has asked upstream. */
async function page(client: Client, first: number) {
  const look = async () => (await client.run(AccountsPageDocument, { first })).viewer.accounts.nodes;
  await look();
  let nodes: Awaited<ReturnType<typeof look>> = [];
  const statements = await statementsOf(world.app.services.database, async () => {
    nodes = await look();
  });
  return { nodes, statements: statements.map(({ sql }) => sql) };
}

test("a page of fifty accounts takes as many statements as a page of one", async () => {
  const client = await someoneWith(50, [{}]);
  const one = await page(client, 1);
  const fifty = await page(client, 50);
  expect(one.nodes).toHaveLength(1);
  expect(fifty.nodes).toHaveLength(50);
  expect(fifty.statements).toHaveLength(one.statements.length);
  expect(one.statements.length).toBeLessThanOrEqual(12);
});

test("a page of fifty accounts of all statuses takes as many statements as a page with one of each", async () => {
  const statuses = Object.values(Status);
  const client = await someoneWith(
    50,
    statuses.map((_, i) => ({ mpn: mpnKinds[i]! })),
  );
  for (const [i, { viewerUser }] of (await page(client, 50)).nodes.entries()) {
    const [accountId, startedBy] = decodeNodeId(viewerUser!.id)!.key as [string, string];
    const moved = { status: statuses[i % statuses.length]!, startedBy };
    await world.app.services.database.write((tx) => tx.update(Migration, { accountId }, moved));
  }
  const each = await page(client, statuses.length);
  const all = await page(client, 50);
  expect(new Set(each.nodes.map(({ migration }) => migration.status))).toEqual(new Set(statuses));
  expect(new Set(all.nodes.map(({ banner }) => banner?.kind)).size).toBe(4);
  expect(all.nodes).toHaveLength(50);
  expect(all.statements).toHaveLength(each.statements.length);
  expect(all.statements.length).toBeLessThanOrEqual(14);
});

if (process.env.TEST_DATABASE === "mysql")
  test("moving an account with many users takes as many messages as moving one with few", async () => {
    const robot = { kind: "application", identity: "work", role: "Contributor" };
    const users = Array.from({ length: 20 }, (_, i) => ({
      ...robot,
      applicationId: `robot-${i}`,
      displayName: `Robot ${i}`,
    }));
    await migrate(world);
    const few = await messagesOf(() => migrate(world));
    const many = await messagesOf(() => migrate(world, { users }));
    expect(many).toHaveLength(few.length);
  });
