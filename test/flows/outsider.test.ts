import {
  MigrationOfDocument,
  RefetchAllDocument,
  RefetchDocument,
  RetryCppSyncDocument,
  TimelineDocument,
  ViewerAccountsDocument,
} from "../generated/graphql";
import { accountIdOf, newId } from "../../src/ids";
import { encodeNodeId } from "../../src/graphql/node-id";
import type { MadeAccount } from "../support/accounts";
import type { Client } from "../support/client";
import { idsOf, ownerMutations, type AccountIds } from "../support/owner-mutations";
import { lookAt } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
let made: MadeAccount;
let ids: AccountIds;
let nodeIds: string[];
const strangers: Record<string, () => Promise<Client>> = {
  "a colleague without a role": () => world.as(made.employee),
  "the owner of another account": async () => world.as((await world.account()).owner),
  "a guest who bears the owner's address": async () => {
    const { tenant } = await world.account();
    return world.as(made.owner, { guestIn: tenant.tenantId });
  },
};

beforeAll(async () => {
  world = await openWorld();
  made = await world.account({ mpn: "other-tenant" });
  const owner = await world.as(made.owner);
  ids = await idsOf(owner, made.publisherId);
  await ownerMutations.startMigration!(owner, ids);
  await ownerMutations.submitWorkEmail!(owner, ids);
  const { mpn } = await lookAt(owner, made.publisherId);
  const { account } = await owner.run(TimelineDocument, { publisherId: made.publisherId });
  const tenantId = encodeNodeId("Tenant", made.mpnTenant.tenantId);
  nodeIds = [...Object.values(ids), mpn!.id, account!.timeline.nodes[0]!.id, tenantId];
  const { nodes } = await owner.run(RefetchAllDocument, { ids: nodeIds });
  expect(nodes.map((node) => node?.id)).toEqual(nodeIds);
});
afterAll(() => world.close());

const absent = {
  accountId: encodeNodeId("Account", accountIdOf("there-is-no-such-account")),
  migrationId: encodeNodeId("Migration", accountIdOf("there-is-no-such-account")),
  userId: encodeNodeId("AccountUser", accountIdOf("there-is-no-such-account"), newId(0)),
};

describe.each(Object.keys(strangers))("%s", (who) => {
  let stranger: Client;
  beforeAll(async () => {
    stranger = await strangers[who]!();
  });

  test("sees no account", async () => {
    expect(await stranger.run(MigrationOfDocument, { publisherId: made.publisherId })).toEqual({ account: null });
    const { viewer } = await stranger.run(ViewerAccountsDocument, { filter: { search: made.publisherId } });
    expect(viewer.accounts.nodes).toEqual([]);
  });

  test("can refetch none of its nodes by ID", async () => {
    const { nodes } = await stranger.run(RefetchAllDocument, { ids: nodeIds });
    expect(nodes).toEqual(nodeIds.map(() => null));
    for (const id of nodeIds) expect(await stranger.run(RefetchDocument, { id })).toEqual({ node: null });
  });

  test("gets from every mutation the same NotFound as for an account that does not exist", async () => {
    for (const [name, mutate] of Object.entries(ownerMutations)) {
      const answer = await mutate(stranger, ids);
      expect([name, answer]).toMatchObject([name, { __typename: "NotFound", path: [], current: null }]);
      expect(answer).toEqual(await mutate(stranger, absent));
    }
    const retried = await Promise.all(
      [ids, absent].map(({ userId }) => stranger.run(RetryCppSyncDocument, { input: { userId } })),
    );
    expect(retried[0]).toMatchObject({ retryCppSync: { __typename: "NotFound" } });
    expect(retried[0]).toEqual(retried[1]);
  });
});

test.each(["", "x", "!!!", "QWNjb3VudDo", Buffer.from("Account:a:b:c").toString("base64url"), "A".repeat(3_000)])(
  "%j is an invalid ID: an owner gets null, and NotFound from every mutation",
  async (id) => {
    const owner = await world.as(made.owner);
    expect(await owner.run(RefetchDocument, { id })).toEqual({ node: null });
    for (const mutate of Object.values(ownerMutations))
      expect(await mutate(owner, { accountId: id, migrationId: id, userId: id })).toMatchObject({
        __typename: "NotFound",
      });
  },
);

test("every mutation returns NotFound for an ID of another type", async () => {
  const owner = await world.as(made.owner);
  const swapped = { accountId: ids.migrationId, migrationId: ids.accountId, userId: ids.accountId };
  for (const mutate of Object.values(ownerMutations))
    expect(await mutate(owner, swapped)).toMatchObject({ __typename: "NotFound" });
});
