import type { AccountKind } from "../support/accounts";
import { play } from "../support/preflight";
import { minutes } from "../support/test-clock";
import { enroll, requirementsOf, start, submit, succeeded } from "../support/walk";
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

test("a matching MPN ID makes preflight ready, and any other is reported with its problem", async () => {
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

test("preflight refuses an MPN ID when the account's own is valid, as enrolling does", async () => {
  const { made, owner } = await accountOf();
  const other = await world.account();
  const { publisherId } = made;
  const played = await play(owner, publisherId, { mpnId: other.mpnId, workEmail: other.employee });
  expect(played.ready).toBe(false);
  expect(requirementsOf(played)).toMatchObject({
    workEmail: { problem: { __typename: "TenantMismatch", expectedTenant: { displayName: made.tenant.displayName } } },
    mpn: { problem: { message: "The account's MPN ID is in order: there is no need to enrol." } },
  });
  const { id } = await start(owner, made);
  expect(await enroll(owner, id, { existingMpnId: other.mpnId! })).toMatchObject({ __typename: "NotAllowedNow" });
});

test("preflight ignores an MPN ID given before", async () => {
  const { made, owner } = await accountOf({ mpn: "none" });
  const member = await world.account();
  const { id } = await start(owner, made);
  succeeded(await enroll(owner, id, { existingMpnId: member.mpnId! }));
  const played = await play(owner, made.publisherId);
  expect(requirementsOf(played).mpn).toMatchObject({ state: "DUE", reason: "MPN_ID_MISSING" });
});

test("MPN IDs tried in preflight count towards the limit, because each reveals its tenant", async () => {
  const { made, owner } = await accountOf({ mpn: "none" });
  const members = await Promise.all(Array.from({ length: 6 }, () => world.account()));
  const sixth = members.pop()!;
  const tell = async (mpnId: string | null) => {
    const { workEmail, mpn } = requirementsOf(await play(owner, made.publisherId, { mpnId, workEmail: made.owner }));
    return { problem: mpn.problem, tenant: workEmail.tenant, workEmail: workEmail.problem };
  };
  // The same ID counts once, however often it is tried.
  for (const member of [...members, ...members]) {
    const { displayName } = member.tenant;
    const workEmail = { __typename: "TenantMismatch", expectedTenant: { displayName } };
    expect(await tell(member.mpnId)).toMatchObject({ problem: null, tenant: { displayName }, workEmail });
  }
  expect(await tell(sixth.mpnId)).toMatchObject({
    problem: { __typename: "TooManyAttempts", retryAfterSeconds: 3_600, path: ["mpnId"] },
    ...{ tenant: null, workEmail: null },
  });
  expect(await tell("4199999999")).toMatchObject({ problem: { mpnIdReason: "NOT_FOUND" } });

  // Enrolling is no way around the limit, but an ID that was already revealed may be given.
  const { id } = await start(owner, made);
  expect(await enroll(owner, id, { existingMpnId: sixth.mpnId! })).toMatchObject({ __typename: "TooManyAttempts" });
  succeeded(await enroll(owner, id, { existingMpnId: members[0]!.mpnId! }));
  expect(await submit(owner, id, made.owner)).toMatchObject({ __typename: "TenantMismatch" });

  world.clock.advance(minutes(60));
  expect(await tell(sixth.mpnId)).toMatchObject({ tenant: { displayName: sixth.tenant.displayName } });
});

test("concurrent preflights each count towards the limit", async () => {
  const { made, owner } = await accountOf({ mpn: "none" });
  const members = await Promise.all(Array.from({ length: 8 }, () => world.account()));
  const played = await Promise.all(members.map(({ mpnId }) => play(owner, made.publisherId, { mpnId })));
  expect(played.filter((one) => requirementsOf(one).workEmail.tenant !== null)).toHaveLength(5);
  const second = await world.as(made.secondOwner);
  const refused = requirementsOf(await play(second, made.publisherId, { mpnId: members[0]!.mpnId })).mpn.problem;
  expect(refused).toMatchObject({ __typename: "TooManyAttempts" });
});

test("neither the account's own MPN ID nor an unusable one counts towards the limit", async () => {
  const { made, owner } = await accountOf();
  const { mpnId } = made;
  for (let i = 0; i < 6; i++)
    expect(await play(owner, made.publisherId, { mpnId, workEmail: made.owner })).toMatchObject({ ready: true });
  const without = await accountOf({ mpn: "none" });
  const closed = await world.account({ mpn: "inactive" });
  for (let i = 0; i < 6; i++)
    expect(
      requirementsOf(await play(without.owner, without.made.publisherId, { mpnId: closed.mpnId })).mpn.problem,
    ).toMatchObject({ mpnIdReason: "INACTIVE" });
});
