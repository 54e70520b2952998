import { IsNull } from "typeorm";
import { AccountUser } from "../../entities/account-user";
import { encodeNodeId } from "../../src/graphql/node-id";
import { accountIdOf } from "../../src/ids";
import { FirstUsersDocument } from "../generated/graphql";
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

test("beside accounts with thousands of users every account shows its first ones, in the order of adding", async () => {
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
