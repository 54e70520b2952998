import { RefetchDocument, TimelineDocument } from "../generated/graphql";
import type { AccountKind } from "../support/accounts";
import {
  application,
  cancel,
  enroll,
  lookAt,
  proveByCode,
  requirementsOf,
  start,
  submit,
  succeeded,
} from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const path = ["input", "by", "application"];

/** An account whose owner has confirmed a work e-mail, and must enrol. */
async function confirmed(mpn: AccountKind["mpn"] = "none") {
  const made = await world.account({ mpn });
  const owner = await world.as(made.owner);
  const { id } = await start(owner, made);
  succeeded(await submit(owner, id, made.owner));
  return { made, owner, id };
}

const applications = async (tenantId: string) =>
  (await world.simulator.tenantEffects(tenantId)).filter(({ effect }) => effect === "application-submitted");

test("a member tenant's application is refused with its MPN ID, which then completes the move", async () => {
  const member = await world.account();
  const made = await world.account({ mpn: "none" });
  const owner = await world.as(made.owner);
  const { id } = await start(owner, made);
  await world.simulator.learn({
    mpnAccounts: [{ ...(member.world.mpnAccounts[0] as object), associatedTenants: [made.tenant.tenantId] }],
  });
  succeeded(await submit(owner, id, made.owner));

  const refusal = await enroll(owner, id, application());
  expect(refusal).toMatchObject({
    ...{ __typename: "TenantAlreadyEnrolled", path, membership: { mpnId: member.mpnId } },
    message: `Your organisation is already a member: enter its MPN ID ${member.mpnId} instead of applying.`,
  });
  const { membership } = refusal as { membership: { id: string } };
  const refetched = await owner.run(RefetchDocument, { id: membership.id });
  expect(refetched.node).toEqual({ __typename: "MpnMembership", id: membership.id });
  const stranger = await world.as(member.owner);
  expect(await stranger.run(RefetchDocument, { id: membership.id })).toEqual({ node: null });

  const { migration } = await lookAt(owner, made.publisherId);
  expect(requirementsOf(migration).mpn).toMatchObject({ state: "DUE", suggestion: member.mpnId });
  const given = succeeded(await enroll(owner, id, { existingMpnId: member.mpnId! }));
  expect(given.migration.status).toBe("VERIFYING");
  await world.settle();
  expect((await lookAt(owner, made.publisherId)).migration.status).toBe("COMPLETED");
  expect(await applications(made.tenant.tenantId)).toEqual([]);
});

test("TenantAlreadyEnrolled replaces the problem of an MPN ID given before", async () => {
  const [member, other] = [await world.account(), await world.account()];
  const made = await world.account({ mpn: "none" });
  const owner = await world.as(made.owner);
  const { id } = await start(owner, made);
  succeeded(await proveByCode(world, owner, id, member.employee));
  for (const existingMpnId of [other.mpnId!, "4199999999"]) {
    await enroll(owner, id, { existingMpnId });
    expect(await enroll(owner, id, application())).toMatchObject({ __typename: "TenantAlreadyEnrolled" });
    const { migration } = await lookAt(owner, made.publisherId);
    expect(requirementsOf(migration).mpn).toMatchObject({
      ...{ state: "DUE", reason: "MPN_ID_MISSING", answer: null, suggestion: member.mpnId },
      hint: expect.stringContaining("The account has no MPN ID."),
    });
  }
});

test("an application is refused as NOT_VETTED while the tenant's membership is being vetted", async () => {
  const { owner, id } = await confirmed("pending");
  const refusal = await enroll(owner, id, application());
  expect(refusal).toMatchObject({ __typename: "MpnIdInvalid", mpnIdReason: "NOT_VETTED", path });
});

test.each(["while it was on its way", "after the migration was canceled, before it was on its way"])(
  "a tenant that became a member %s: the application falls away, and the owner enters the membership's ID",
  async (when) => {
    const member = await world.account();
    const { made, owner, id } = await confirmed();
    succeeded(await enroll(owner, id, application()));
    if (when.startsWith("after")) succeeded(await cancel(owner, id));
    await world.simulator.learn({
      mpnAccounts: [{ ...(member.world.mpnAccounts[0] as object), associatedTenants: [made.tenant.tenantId] }],
    });
    if (when.startsWith("after")) {
      expect(requirementsOf(await start(owner, made)).mpn).toMatchObject({ reason: "MPN_BEING_VETTED" });
      succeeded(await submit(owner, id, made.owner));
    }
    await world.settle();

    const { migration } = await lookAt(owner, made.publisherId);
    expect(migration).toMatchObject({ status: "ACTION_REQUIRED", awaiting: "OWNER" });
    expect(requirementsOf(migration)).toMatchObject({
      workEmail: { state: "SATISFIED", answer: made.owner },
      mpn: {
        ...{ state: "DUE", reason: "MPN_ID_MISSING", action: "ENROLL_IN_MPN", suggestion: member.mpnId },
        problem: { __typename: "TenantAlreadyEnrolled", message: expect.stringContaining(member.mpnId!) },
      },
    });
    const { account } = await owner.run(TimelineDocument, {
      publisherId: made.publisherId,
      kinds: ["ANSWER_REJECTED"],
    });
    expect(account!.timeline.nodes).toMatchObject([{ actor: null, problem: { __typename: "TenantAlreadyEnrolled" } }]);

    expect(await applications(made.tenant.tenantId)).toEqual([]);
    succeeded(await enroll(owner, id, { existingMpnId: member.mpnId! }));
    await world.settle();
    expect((await lookAt(owner, made.publisherId)).migration.status).toBe("COMPLETED");
  },
);

test("a tenant that is being vetted by now, without its application: the membership is waited for", async () => {
  const { made, owner, id } = await confirmed();
  succeeded(await enroll(owner, id, application()));
  const { tenantId } = made.tenant;
  const blank = { partnerName: "Partner", associatedTenants: [], locations: [] };
  await world.simulator.learn({ mpnAccounts: [{ mpnId: "4100077", tenantId, ...blank, standing: "PENDING" }] });
  await world.settle();
  const { migration } = await lookAt(owner, made.publisherId);
  expect(requirementsOf(migration).mpn).toMatchObject({
    ...{ state: "DUE", reason: "MPN_ID_INVALID", answer: "4100077" },
    problem: { __typename: "MpnIdInvalid", mpnIdReason: "NOT_VETTED" },
  });
});

test("a tenant whose membership was closed can apply again", async () => {
  const { made, owner, id } = await confirmed("inactive");
  succeeded(await enroll(owner, id, application()));
  await world.settle();
  await world.simulator.vetting({ tenantId: made.tenant.tenantId, status: "Authorized" });
  world.clock.advance(6_000);
  await world.settle();
  expect((await lookAt(owner, made.publisherId)).migration.status).toBe("COMPLETED");
});
