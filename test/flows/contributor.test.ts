import { NamesDocument, RetryCppSyncDocument, TimelineDocument } from "../generated/graphql";
import type { MadeAccount } from "../support/accounts";
import type { Client } from "../support/client";
import { idsOf, ownerMutations, type AccountIds } from "../support/owner-mutations";
import { application, enroll, lookAt, proveByCode, requirementsOf, start, submit, succeeded } from "../support/walk";
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

test("a contributor sees the migration, and the banner names the owners to ask", async () => {
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

test.each(Object.keys(ownerMutations))("%s is refused to a contributor, naming the owners", async (name) => {
  const before = await lookAt(owner, made.publisherId);
  expect(await ownerMutations[name]!(contributor, ids)).toMatchObject({
    ...{ __typename: "OwnerRoleRequired", owners, path: [], safeToRetry: false },
    message: "Only an owner of the account can do this. Ask one of its owners: Owner or Second.",
    current: { id: ids.migrationId },
  });
  expect(await lookAt(owner, made.publisherId)).toEqual(before);
});

test("retryCppSync returns NotFound to a contributor and to an owner", async () => {
  for (const client of [contributor, owner]) {
    const { retryCppSync } = await client.run(RetryCppSyncDocument, { input: { userId: ids.userId } });
    expect(retryCppSync).toMatchObject({ __typename: "NotFound", current: null });
  }
});

test("a contributor sees a refusal in the timeline, but neither the answer nor its problem", async () => {
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

test("a contributor's timeline mentions every answer without its content", async () => {
  const made = await world.account({ mpn: "none" });
  const [owner, contributor] = await Promise.all([world.as(made.owner), world.as(made.contributor)]);
  const { id } = await start(owner, made);
  succeeded(await proveByCode(world, owner, id, made.employee));
  const refusal = { code: 2000, description: "No Contoso in Oslo.", data: [], source: "PartnerFD" };
  const path = "/v1/profiles/legalbusiness";
  await world.simulator.fault({ system: "partner-center", method: "PUT", path, status: 400, body: refusal, times: 1 });
  succeeded(await enroll(owner, id, application()));
  await world.settle();
  const member = await world.account({ mpn: "other-tenant" });
  await world.simulator.learn({
    mpnAccounts: [{ ...(member.world.mpnAccounts[0] as object), associatedTenants: [made.tenant.tenantId] }],
  });
  succeeded(await enroll(owner, id, { existingMpnId: member.mpnId! }));
  const told = async (client: Client, locale?: string) =>
    (await client.run(NamesDocument, { publisherId: made.publisherId }, locale))
      .account!.timeline.nodes.filter(({ kind }) => kind !== "STATUS_CHANGED")
      .map(({ message }) => message)
      .toReversed();
  expect(await told(owner)).toEqual([
    `A code is on its way to ${made.employee}.`,
    `${made.employee} was confirmed as the work e-mail.`,
    "Contoso Ltd applied for membership of the Partner Network and accepted version 2026-07 of the agreement.",
    "Partner Center did not accept the application: No Contoso in Oslo.",
    `MPN ID ${member.mpnId} was accepted.`,
  ]);
  expect(await told(contributor)).toEqual([
    "A code is on its way to the work e-mail.",
    "The work e-mail was confirmed.",
    "An application for membership of the Partner Network was made and version 2026-07 of the agreement was accepted.",
    "Partner Center did not accept the application.",
    "The MPN ID was accepted.",
  ]);
  expect((await told(contributor, "sv"))[0]).toBe("En kod är på väg till jobbadressen.");
});

test("after the move a contributor's banner links to Partner Center", async () => {
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

test("the banner of an account with a single owner names only that owner", async () => {
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
