import type { AccountKind } from "../support/accounts";
import { application, enroll, lookAt, proveByCode, requirementsOf, start, submit, succeeded } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function begun(kind: AccountKind) {
  const made = await world.account(kind);
  const owner = await world.as(made.owner);
  return { made, owner, started: await start(owner, made) };
}

const unusable = [
  ["unknown", "NOT_FOUND", "Partner Center does not recognise MPN ID"],
  ["malformed", "NOT_FOUND", "Partner Center does not recognise MPN ID"],
  ["inactive", "INACTIVE", "has been closed"],
  ["pending", "NOT_VETTED", "is still being vetted"],
] as const;

test.each(unusable)("an account's MPN ID that is %s is reported with the reason", async (mpn, mpnIdReason, words) => {
  const { made, owner, started } = await begun({ mpn });
  expect(started.viewerActions).toContain("ENROLL_IN_MPN");
  expect(requirementsOf(started)).toMatchObject({
    workEmail: { reason: "CONFIRM_WORK_EMAIL", suggestion: made.owner, tenant: null },
    mpn: {
      ...{ state: "DUE", reason: "MPN_ID_INVALID", action: "ENROLL_IN_MPN", answer: made.mpnId },
      problem: { __typename: "MpnIdInvalid", mpnIdReason, message: expect.stringContaining(words), path: [] },
    },
  });
  const standing = mpn === "pending" ? "PENDING" : "INVALID";
  expect((await lookAt(owner, made.publisherId)).mpn).toMatchObject({ mpnId: made.mpnId, standing });
});

test.each(unusable)("the MPN ID of a membership replaces one that is %s", async (mpn) => {
  const { made, owner, started } = await begun({ mpn });
  const member = await world.account();
  succeeded(await enroll(owner, started.id, { existingMpnId: member.mpnId! }));
  succeeded(await proveByCode(world, owner, started.id, member.employee));
  await world.settle();
  const after = await lookAt(owner, made.publisherId);
  expect(after).toMatchObject({ migration: { status: "COMPLETED" }, mpn: { mpnId: member.mpnId, standing: "ACTIVE" } });
});

test("a blank MPN ID counts as missing", async () => {
  const { made, owner, started } = await begun({ mpn: "blank" });
  expect(requirementsOf(started).mpn).toMatchObject({ reason: "MPN_ID_MISSING", answer: null, problem: null });
  expect((await lookAt(owner, made.publisherId)).mpn).toBeNull();
});

test("an MPN ID vetted after the start is satisfied once the work e-mail is submitted", async () => {
  const { made, owner, started } = await begun({ mpn: "pending" });
  await world.simulator.learn({
    mpnAccounts: [{ ...(made.world.mpnAccounts[0] as object), standing: "ACTIVE" }],
  });
  const { migration } = succeeded(await submit(owner, started.id, made.owner));
  expect(migration.status).toBe("VERIFYING");
  expect(requirementsOf(migration).mpn).toMatchObject({ state: "SATISFIED", problem: null });
});

test("a location's MPN ID counts through its global account and is shown as a location's", async () => {
  const { made, owner, started } = await begun({ mpn: "location" });
  expect(requirementsOf(started).mpn).toMatchObject({ state: "SATISFIED", answer: made.mpnId });
  expect((await lookAt(owner, made.publisherId)).mpn).toMatchObject({
    ...{ mpnId: made.mpnId, idKind: "LOCATION", standing: "ACTIVE" },
    tenant: { displayName: made.tenant.displayName },
  });
  succeeded(await submit(owner, started.id, made.owner));
  await world.settle();
  expect((await lookAt(owner, made.publisherId)).migration.status).toBe("COMPLETED");
  expect((await world.simulator.state(made.publisherId)).partnerCenter!.settings.mpnId).toBe(made.mpnId);
});

test("an address of an associated tenant is accepted without a code, and both tenants are shown", async () => {
  const { made, owner, started } = await begun({ mpn: "associated" });
  expect(requirementsOf(started).workEmail).toMatchObject({
    ...{ reason: "CONFIRM_WORK_EMAIL", suggestion: made.owner },
    tenant: { displayName: made.mpnTenant.displayName },
  });
  const { mpn } = await lookAt(owner, made.publisherId);
  expect(mpn).toMatchObject({ idKind: "GLOBAL", tenant: { displayName: made.mpnTenant.displayName } });
  expect(mpn!.associatedTenants!.map((tenant) => tenant.displayName).sort()).toEqual(
    [made.tenant.displayName, made.mpnTenant.displayName].sort(),
  );
  succeeded(await submit(owner, started.id, made.owner));
  await world.settle();
  expect((await lookAt(owner, made.publisherId)).migration.status).toBe("COMPLETED");
});

test.each(["personal", "personal-on-domain"] as const)(
  "%s sign-in without an MPN ID: a work e-mail by code and an application move the account",
  async (signIn) => {
    const { made, owner, started } = await begun({ signIn, mpn: "none" });
    expect(requirementsOf(started)).toMatchObject({
      workEmail: {
        ...{ reason: "PERSONAL_MICROSOFT_ACCOUNT", suggestion: null, tenant: null },
        hint: expect.stringContaining("Enter a work e-mail instead."),
      },
      mpn: { reason: "MPN_ID_MISSING" },
    });
    expect(await submit(owner, started.id, made.owner)).toMatchObject({
      ...{ __typename: "PersonalAccountNotAllowed", mpnTenant: null },
      message: `${made.owner} is a personal Microsoft account. Enter a work e-mail instead.`,
    });
    succeeded(await proveByCode(world, owner, started.id, made.employee));
    succeeded(await enroll(owner, started.id, application()));
    await world.settle();
    await world.simulator.vetting({ tenantId: made.tenant.tenantId, status: "Authorized" });
    world.clock.advance(6_000);
    await world.settle();
    expect((await lookAt(owner, made.publisherId)).migration.status).toBe("COMPLETED");
  },
);
