import { PreflightDocument, TimelineDocument, type PreflightQueryVariables } from "../generated/graphql";
import type { AccountKind } from "../support/accounts";
import type { Client } from "../support/client";
import { cancel, enroll, lookAt, proveByCode, requirementsOf, start, submit, succeeded } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function play(client: Client, publisherId: string, answers: Omit<PreflightQueryVariables, "publisherId"> = {}) {
  return (await client.run(PreflightDocument, { publisherId, ...answers })).account!.preflight;
}

async function accountOf(kind: AccountKind = {}) {
  const made = await world.account(kind);
  return { made, owner: await world.as(made.owner) };
}

test("good answers: ready, and starting with them goes straight on", async () => {
  const { made, owner } = await accountOf();
  const played = await play(owner, made.publisherId, { workEmail: made.owner });
  expect(played).toMatchObject({ ready: true, blockers: [] });
  expect(requirementsOf(played)).toMatchObject({ workEmail: { state: "SATISFIED" }, mpn: { state: "SATISFIED" } });
  const { id } = await start(owner, made);
  expect(succeeded(await submit(owner, id, made.owner)).migration.status).toBe("VERIFYING");
});

test("without answers it says what starting will ask for", async () => {
  const { made, owner } = await accountOf({ mpn: "other-tenant" });
  const played = await play(owner, made.publisherId);
  expect(played).toMatchObject({ ready: false, blockers: [] });
  const started = await start(owner, made);
  for (const [index, { kind, state, reason, hint, tenant }] of started.requirements.entries())
    expect(played.requirements[index]).toMatchObject({
      ...{ kind, state, reason, hint },
      tenant: tenant && { displayName: tenant.displayName },
    });
});

test("an address that must be proven: a code will be sent, and is not sent yet", async () => {
  const { made, owner } = await accountOf();
  const played = await play(owner, made.publisherId, { workEmail: made.employee });
  expect(played.ready).toBe(false);
  expect(requirementsOf(played).workEmail).toMatchObject({
    ...{ state: "VERIFYING", reason: "CODE_SENT", problem: null },
    hint: "A six-digit code will be mailed to this address to confirm it.",
  });
});

const path = ["workEmail"];
test.each<[string, AccountKind, (made: { owner: string; tenant: { domains: string[] } }) => string, object]>([
  ["a mismatch", { mpn: "other-tenant" }, ({ owner }) => owner, { __typename: "TenantMismatch", path }],
  [
    "a personal account",
    { signIn: "personal" },
    ({ owner }) => owner,
    { __typename: "PersonalAccountNotAllowed", path },
  ],
  ["no tenant", {}, () => "ann@no-tenant.example.com", { emailReason: "UNKNOWN_DOMAIN", path }],
  ["no administrator", { unmanaged: true }, ({ owner }) => owner, { emailReason: "UNMANAGED_TENANT", path }],
  ["no address", {}, () => "ann", { __typename: "InvalidInput", path, fields: [{ path }] }],
])("a work e-mail with a problem: %s", async (_, kind, addressOf, problem) => {
  const { made, owner } = await accountOf(kind);
  const played = await play(owner, made.publisherId, { workEmail: addressOf(made) });
  expect(played.ready).toBe(false);
  expect(requirementsOf(played).workEmail).toMatchObject({ state: "DUE", problem });
});

test("an MPN ID that fits makes it ready; the problem of one that does not is told", async () => {
  const { made, owner } = await accountOf({ mpn: "none" });
  const member = await world.account();
  const pending = await world.account({ mpn: "pending" });
  const { publisherId } = made;
  const mpnPath = ["mpnId"];
  for (const [mpnId, problem] of [
    ["x", { __typename: "InvalidInput", path: mpnPath }],
    ["4199999999", { mpnIdReason: "NOT_FOUND", path: mpnPath }],
    [pending.mpnId!, { mpnIdReason: "NOT_VETTED", path: mpnPath }],
  ] as const)
    expect(requirementsOf(await play(owner, publisherId, { mpnId })).mpn).toMatchObject({ state: "DUE", problem });
  const elsewhere = await play(owner, publisherId, { mpnId: member.mpnId, workEmail: made.owner });
  expect(elsewhere.ready).toBe(false);
  expect(requirementsOf(elsewhere).workEmail.problem).toMatchObject({
    ...{ __typename: "TenantMismatch", expectedTenant: { displayName: member.tenant.displayName } },
  });
  await world.simulator.learn({
    mpnAccounts: [{ ...(member.world.mpnAccounts[0] as object), associatedTenants: [made.tenant.tenantId] }],
  });
  const fitting = await play(owner, publisherId, { mpnId: member.mpnId, workEmail: made.owner });
  expect(fitting).toMatchObject({ ready: true, requirements: [{ problem: null }, { problem: null }] });
});

test("an MPN ID beside one that is in order is refused as enrolling with it would be", async () => {
  const { made, owner } = await accountOf();
  const other = await world.account();
  const { publisherId } = made;
  const played = await play(owner, publisherId, { mpnId: other.mpnId, workEmail: other.employee });
  expect(played.ready).toBe(false);
  expect(requirementsOf(played)).toMatchObject({
    workEmail: { problem: { __typename: "TenantMismatch", expectedTenant: { displayName: made.tenant.displayName } } },
    mpn: { problem: { message: "The account's MPN ID is in order: there is nothing to enrol." } },
  });
  const { id } = await start(owner, made);
  expect(await enroll(owner, id, { existingMpnId: other.mpnId! })).toMatchObject({ __typename: "NotAllowedNow" });
});

test("what was answered before does not count", async () => {
  const { made, owner } = await accountOf({ mpn: "none" });
  const member = await world.account();
  const { id } = await start(owner, made);
  succeeded(await enroll(owner, id, { existingMpnId: member.mpnId! }));
  const played = await play(owner, made.publisherId);
  expect(requirementsOf(played).mpn).toMatchObject({ state: "DUE", reason: "MPN_ID_MISSING" });
});

test("nothing is written, sent or counted", async () => {
  const { made, owner } = await accountOf({ mpn: "other-tenant" });
  const { id } = await start(owner, made);
  await submit(owner, id, made.owner);
  const look = async () => ({
    account: await lookAt(owner, made.publisherId),
    timeline: (await owner.run(TimelineDocument, { publisherId: made.publisherId })).account!.timeline,
    effects: await world.simulator.effects(made.publisherId),
    mailbox: await world.simulator.mailbox(made.insider),
  });
  const before = await look();
  for (const workEmail of [made.owner, made.insider, made.owner, made.insider, made.owner, made.insider, made.owner])
    await play(owner, made.publisherId, { workEmail, mpnId: "41" });
  await world.settle();
  expect(await look()).toEqual(before);
  for (let attempt = 2; attempt <= 5; attempt++)
    expect(await submit(owner, id, made.owner)).toMatchObject({ __typename: "TenantMismatch" });
  succeeded(await proveByCode(world, owner, id, made.insider));
});

test("who may not start is told why, and learns nothing of the answers", async () => {
  const { made } = await accountOf({ mpn: "other-tenant" });
  const contributor = await world.as(made.contributor);
  const played = await play(contributor, made.publisherId, { workEmail: made.owner, mpnId: "41" });
  expect(played).toMatchObject({
    ready: false,
    blockers: [{ __typename: "OwnerRoleRequired", owners: [{ displayName: "Owner" }, { displayName: "Second" }] }],
    requirements: [
      { problem: null, tenant: null },
      { problem: null, tenant: null },
    ],
  });
  expect(JSON.stringify(played)).not.toContain(made.mpnTenant.displayName);
});

test("an account migrates only once", async () => {
  const { made, owner } = await accountOf();
  const { id } = await start(owner, made);
  succeeded(await submit(owner, id, made.owner));
  await world.settle();
  expect(await play(owner, made.publisherId, { workEmail: made.owner })).toMatchObject({
    ready: false,
    blockers: [
      {
        __typename: "NotAllowedNow",
        message: "The account has moved already: manage it in Partner Center.",
        current: { id, status: "COMPLETED" },
      },
    ],
  });
});

test("after a cancellation it may be played again", async () => {
  const { made, owner } = await accountOf();
  const { id } = await start(owner, made);
  succeeded(await cancel(owner, id));
  expect(await play(owner, made.publisherId, { workEmail: made.owner })).toMatchObject({ ready: true, blockers: [] });
});
