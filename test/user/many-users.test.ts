import { IsNull } from "typeorm";
import { AccountUser } from "../../entities/account-user";
import { insertRows } from "../../src/database/insert-rows";
import { encodeNodeId } from "../../src/graphql/node-id";
import { accountIdOf } from "../../src/ids";
import type { Database, Reads } from "../../src/database/database";
import { FirstUsersDocument } from "../generated/graphql";
import { addUser, changed, changeRole, removeUser } from "../support/manage-users";
import { migrate } from "../support/migrate";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const crowd = (size: number) =>
  Array.from({ length: size }, (_, i) => ({
    ...{ kind: "person", email: `u${i}@crowd.example`, displayName: `${i}`, identity: "work", role: "Contributor" },
  }));

test("every account lists its first users in ID order, even beside accounts with thousands of users", async () => {
  const { employee } = await world.account();
  const me = { kind: "person", email: employee, displayName: "Me", identity: "work", role: "Owner" };
  for (const size of [0, 1_950, 2_100, 3, 4_100, 120, 1_990, 40, 1_996, 0])
    await world.account({ users: [me, ...crowd(size)] });
  const client = await world.as(employee);
  for (const first of [3, 100]) {
    const { nodes } = (await client.run(FirstUsersDocument, { first })).viewer.accounts;
    expect(nodes).toHaveLength(10);
    for (const { publisherId, users } of nodes) {
      const accountId = accountIdOf(publisherId);
      const kept = await world.app.services.database.reader.find(AccountUser, {
        where: { accountId, removedAt: IsNull() },
        order: { id: "ASC" },
      });
      const ids = kept.slice(0, first).map(({ id }) => encodeNodeId("AccountUser", accountId, id));
      expect(users).toEqual({ nodes: ids.map((id) => ({ id })), pageInfo: { hasNextPage: kept.length > first } });
    }
  }
});

test("users of all accounts come in one read, but those of an account with many in a read of its own", async () => {
  const { employee } = await world.account();
  const me = { kind: "person", email: employee, displayName: "Me", identity: "work", role: "Owner" };
  const client = await world.as(employee);
  // Accounts and users are read concurrently, in any order: sorted, accounts come first, as there are fewer.
  const rows = async () => {
    const page = () => client.run(FirstUsersDocument, { first: 3 });
    await page();
    return (await rowsReadBy(world.app.services.database, page)).sort((a, b) => a - b);
  };
  for (const size of [4, 2]) await world.account({ users: [me, ...crowd(size)] });
  const few = await rows();
  expect(few).toHaveLength(2);
  const kept = await world.account({ users: [me, ...crowd(60)] });
  const withMany = await rows();
  expect(withMany).toHaveLength(3);
  const { database } = world.app.services;
  const many = await database.reader.countBy(AccountUser, { accountId: accountIdOf(kept.publisherId) });
  expect(withMany).toEqual([few[0]! + 1, few[1]!, many]);
});

/** Inserts more user rows, each a copy of the account's first one. */
async function addRows(publisherId: string, count: number): Promise<void> {
  const { database } = world.app.services;
  const first = await database.reader.findOneByOrFail(AccountUser, { accountId: accountIdOf(publisherId) });
  const more = Array.from({ length: count }, (_, i) => ({
    ...first,
    id: `zz${i}`,
    principal: `u${i}@crowd.example`,
    partnerCenterRole: null,
  }));
  await database.write((tx) => insertRows(tx, AccountUser, more));
}

/** Returns how many rows each prepared read of the work returns, inside and outside write units. */
async function rowsReadBy(database: Database, work: () => Promise<unknown>): Promise<number[]> {
  const counts: number[] = [];
  const counting =
    (rows: Reads["rows"]): Reads["rows"] =>
    async (...asked) => {
      const found = await rows(...asked);
      counts.push(found.rows.length);
      return found;
    };
  const { rows, within } = database;
  database.rows = counting(rows);
  database.within = (tx) => ({ ...within(tx), rows: counting(within(tx).rows) });
  try {
    await work();
  } finally {
    Object.assign(database, { rows, within });
  }
  return counts;
}

test("changing a user reads the same number of rows however many users the account has", async () => {
  const costs: number[] = [];
  for (const size of [0, 60]) {
    const { made, owner } = await migrate(world);
    await addRows(made.publisherId, size);
    const rows = await rowsReadBy(world.app.services.database, async () => {
      const user = changed(await addUser(owner, made, `new@${made.tenant.defaultDomain}`));
      changed(await changeRole(owner, user, "OWNER"));
      changed(await changeRole(owner, user, "MARKETER"));
      changed(await removeUser(owner, user));
    });
    costs.push(rows.reduce((sum, count) => sum + count, 0));
  }
  // Each of the four changes reads the account under its guard twice: to reserve and to record.
  expect(costs[0]).toBeGreaterThanOrEqual(8);
  expect(costs[1]).toBe(costs[0]);
});
