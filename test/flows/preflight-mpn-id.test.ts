import type { AccountKind } from "../support/accounts";
import { play } from "../support/preflight";
import { enroll, requirementsOf, start, succeeded } from "../support/walk";
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
