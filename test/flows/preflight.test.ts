import { TimelineDocument } from "../generated/graphql";
import type { AccountKind } from "../support/accounts";
import { play } from "../support/preflight";
import { lookAt, proveByCode, requirementsOf, start, submit, succeeded } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function accountOf(kind: AccountKind = {}) {
  const made = await world.account(kind);
  return { made, owner: await world.as(made.owner) };
}

test("preflight is ready with good answers, and the migration then accepts them", async () => {
  const { made, owner } = await accountOf();
  const played = await play(owner, made.publisherId, { workEmail: made.owner });
  expect(played).toMatchObject({ ready: true, blockers: [] });
  expect(requirementsOf(played)).toMatchObject({ workEmail: { state: "SATISFIED" }, mpn: { state: "SATISFIED" } });
  const { id } = await start(owner, made);
  expect(succeeded(await submit(owner, id, made.owner)).migration.status).toBe("VERIFYING");
});

test("preflight without answers returns the requirements that starting will have", async () => {
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

test("preflight of an address that must be confirmed says that a code will be sent", async () => {
  const { made, owner } = await accountOf();
  const played = await play(owner, made.publisherId, { workEmail: made.employee });
  expect(played.ready).toBe(false);
  expect(requirementsOf(played).workEmail).toMatchObject({
    ...{ state: "VERIFYING", reason: "CODE_SENT", problem: null },
    hint: "A six-digit code will be sent to this address to confirm it.",
  });
});

const path = ["workEmail"];
test.each<[string, AccountKind, (made: { owner: string; tenant: { domains: string[] } }) => string, object]>([
  ["a tenant mismatch", { mpn: "other-tenant" }, ({ owner }) => owner, { __typename: "TenantMismatch", path }],
  [
    "a personal account",
    { signIn: "personal" },
    ({ owner }) => owner,
    { __typename: "PersonalAccountNotAllowed", path },
  ],
  ["a domain without a tenant", {}, () => "ann@no-tenant.example.com", { emailReason: "UNKNOWN_DOMAIN", path }],
  ["an unmanaged tenant", { unmanaged: true }, ({ owner }) => owner, { emailReason: "UNMANAGED_TENANT", path }],
  ["a malformed address", {}, () => "ann", { __typename: "InvalidInput", path, fields: [{ path }] }],
])("preflight reports the problem of a work e-mail: %s", async (_, kind, addressOf, problem) => {
  const { made, owner } = await accountOf(kind);
  const played = await play(owner, made.publisherId, { workEmail: addressOf(made) });
  expect(played.ready).toBe(false);
  expect(requirementsOf(played).workEmail).toMatchObject({ state: "DUE", problem });
});

test("preflight changes and sends nothing, and counts no address towards the limit", async () => {
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
