import { RetryCppSyncDocument, TimelineDocument } from "../generated/graphql";
import type { MadeAccount } from "../support/accounts";
import type { Client } from "../support/client";
import { idsOf, ownerMutations, type AccountIds } from "../support/owner-mutations";
import { lookAt, requirementsOf, start, submit, succeeded } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
let made: MadeAccount;
let owner: Client;
let contributor: Client;
let ids: AccountIds;
beforeAll(async () => {
  world = await openWorld();
  made = await world.account();
  owner = await world.as(made.owner);
  contributor = await world.as(made.contributor);
  await start(owner, made);
  ids = await idsOf(owner, made.publisherId);
});
afterAll(() => world.close());

const owners = [{ displayName: "Owner" }, { displayName: "Second" }];

test("a contributor sees the account and is told whom to ask", async () => {
  const { banner, migration } = await lookAt(contributor, made.publisherId);
  expect(banner).toMatchObject({ kind: "ASK_AN_OWNER", actionUrl: null, owners });
  expect(banner!.message).toBe(
    `${made.displayName} must move to Partner Center, and only an owner can do that. Ask one of its owners: Owner or Second.`,
  );
  expect(migration).toMatchObject({
    status: "ACTION_REQUIRED",
    viewerActions: [],
    startedBy: { displayName: "Owner" },
  });
  expect(requirementsOf(migration).workEmail).toMatchObject({ state: "DUE", action: null, suggestion: null });
});

test.each(Object.keys(ownerMutations))("%s: only an owner can, and the refusal names them", async (name) => {
  const before = await lookAt(owner, made.publisherId);
  expect(await ownerMutations[name]!(contributor, ids)).toMatchObject({
    ...{ __typename: "OwnerRoleRequired", owners, path: [], safeToRetry: false },
    message: "Only an owner of the account can do this. Ask one of its owners: Owner or Second.",
    current: { id: ids.migrationId },
  });
  expect(await lookAt(owner, made.publisherId)).toEqual(before);
});

test("trying again a sync is not even there for a contributor, or an owner", async () => {
  for (const client of [contributor, owner]) {
    const { retryCppSync } = await client.run(RetryCppSyncDocument, { input: { userId: ids.userId } });
    expect(retryCppSync).toMatchObject({ __typename: "NotFound", current: null });
  }
});

test("a contributor sees what happened, without what was wrong with it", async () => {
  const { id } = (await lookAt(owner, made.publisherId)).migration;
  await submit(owner, id, "ann@no-tenant.example.com");
  const [seen, unseen] = await Promise.all(
    [contributor, owner].map(async (client) => {
      const { account } = await client.run(TimelineDocument, { publisherId: made.publisherId, first: 1 });
      return account!.timeline.nodes[0]!;
    }),
  );
  expect(seen).toEqual({ ...unseen, problem: null });
  expect(unseen!.problem).toMatchObject({ __typename: "WorkEmailUnusable" });
  const { migration } = await lookAt(contributor, made.publisherId);
  expect(requirementsOf(migration).workEmail).toMatchObject({ answer: null, problem: null });
});

test("once moved, a contributor is led to Partner Center as everybody is", async () => {
  const moved = await world.account();
  const mover = await world.as(moved.owner);
  const { id } = await start(mover, moved);
  succeeded(await submit(mover, id, moved.owner));
  await world.settle();
  const seen = await lookAt(await world.as(moved.contributor), moved.publisherId);
  expect(seen).toMatchObject({
    ...{ managedIn: "PARTNER_CENTER", manageUrl: expect.stringContaining("partner.microsoft.com") },
    banner: { kind: "MANAGE_IN_PARTNER_CENTER", actionUrl: seen.manageUrl, owners: [] },
    migration: { status: "COMPLETED", viewerActions: [] },
  });
});

test("an account with a single owner names that one", async () => {
  const single = await world.account();
  await world.importRows(
    (single.world.accounts as { users: { email: string }[] }[]).map((row) => ({
      ...row,
      users: row.users.filter(({ email }) => email !== single.secondOwner),
    })),
  );
  const { banner } = await lookAt(await world.as(single.contributor), single.publisherId);
  expect(banner).toMatchObject({ owners: [{ displayName: "Owner" }] });
  expect(banner!.message).toMatch(/Ask Owner\.$/);
});
