import { randomInt } from "node:crypto";
import { minutes } from "../support/test-clock";
import {
  cancel,
  confirm,
  enroll,
  lookAt,
  mailedCode,
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

async function begun(kind: Parameters<World["account"]>[0] = { mpn: "none" }) {
  const made = await world.account(kind);
  const owner = await world.as(made.owner);
  return { made, owner, started: await start(owner, made) };
}

test("without an MPN ID the owner is asked for one, and a work e-mail alone does not move the account", async () => {
  const { made, owner, started } = await begun();
  expect(requirementsOf(started)).toMatchObject({
    workEmail: { state: "DUE", reason: "CONFIRM_WORK_EMAIL", suggestion: made.owner, tenant: null },
    mpn: { state: "DUE", reason: "MPN_ID_MISSING", action: "ENROLL_IN_MPN", answer: null, problem: null },
  });
  expect(started.viewerActions).toEqual(["SUBMIT_WORK_EMAIL", "ENROLL_IN_MPN", "CANCEL"]);
  expect((await lookAt(owner, made.publisherId)).mpn).toBeNull();

  const { migration } = succeeded(await submit(owner, started.id, made.owner));
  expect(migration).toMatchObject({ status: "ACTION_REQUIRED", awaiting: "OWNER" });
  expect(requirementsOf(migration).workEmail.state).toBe("SATISFIED");
});

test.each(["work e-mail first", "MPN ID first"])("an existing MPN ID completes the move: %s", async (order) => {
  const { made, owner, started } = await begun();
  const { mpnId } = await memberOf(made.tenant.tenantId);
  const answers = [
    () => submit(owner, started.id, made.owner),
    () => enroll(owner, started.id, { existingMpnId: ` ${mpnId} ` }),
  ];
  if (order === "MPN ID first") answers.reverse();
  expect(succeeded(await answers[0]!()).migration.status).toBe("ACTION_REQUIRED");
  const { migration } = succeeded(await answers[1]!());
  expect(migration.status).toBe("VERIFYING");
  expect(requirementsOf(migration).mpn).toMatchObject({ state: "SATISFIED", answer: mpnId });
  await world.settle();
  expect(await lookAt(owner, made.publisherId)).toMatchObject({
    mpn: { mpnId, standing: "ACTIVE", tenant: { displayName: made.tenant.displayName } },
    migration: { status: "COMPLETED" },
  });
  expect((await world.simulator.state(made.publisherId)).partnerCenter!.settings.mpnId).toBe(mpnId);
});

/** A membership for a tenant that has none. */
async function memberOf(tenantId: string) {
  const mpnId = String(randomInt(3_000_000_000, 4_000_000_000));
  const blank = { partnerName: "Partner", associatedTenants: [], locations: [], standing: "ACTIVE" };
  await world.simulator.learn({ mpnAccounts: [{ mpnId, tenantId, ...blank }] });
  return { mpnId };
}

test("another tenant's MPN ID is a mismatch until a work e-mail of that tenant is confirmed", async () => {
  const other = await world.account();
  const { made, owner, started } = await begun();
  succeeded(await submit(owner, started.id, made.owner));
  const expectedTenant = { tenantId: other.tenant.tenantId, displayName: other.tenant.displayName };
  const problem = { __typename: "TenantMismatch", expectedTenant, path: ["input", "by", "existingMpnId"] };
  expect(await enroll(owner, started.id, { existingMpnId: other.mpnId! })).toMatchObject({
    ...problem,
    message: expect.stringContaining(`MPN ID ${other.mpnId} is registered to ${other.tenant.displayName}`),
  });
  const { migration } = await lookAt(owner, made.publisherId);
  expect(requirementsOf(migration).mpn).toMatchObject({ reason: "TENANT_MISMATCH", answer: other.mpnId, problem });

  succeeded(await proveByCode(world, owner, started.id, other.employee));
  expect(succeeded(await enroll(owner, started.id, { existingMpnId: other.mpnId! })).migration.status).toBe(
    "VERIFYING",
  );
  await world.settle();
  expect((await lookAt(owner, made.publisherId)).migration.status).toBe("COMPLETED");
});

test("mismatches by MPN ID count towards the limit, because each reveals a tenant's name", async () => {
  const other = await world.account();
  const { made, owner, started } = await begun();
  succeeded(await submit(owner, started.id, made.owner));
  const give = () => enroll(owner, started.id, { existingMpnId: other.mpnId! });
  for (let attempt = 1; attempt <= 5; attempt++) expect(await give()).toMatchObject({ __typename: "TenantMismatch" });
  expect(await give()).toMatchObject({
    ...{ __typename: "TooManyAttempts", retryAfterSeconds: 3_600, path: ["input", "by", "existingMpnId"] },
  });
  world.clock.advance(minutes(60));
  expect(await give()).toMatchObject({ __typename: "TenantMismatch" });
});

test("before a confirmed work e-mail every MPN ID counts towards the limit, as each reveals its tenant", async () => {
  const { made, owner, started } = await begun();
  const give = async (existingMpnId: string) => enroll(owner, started.id, { existingMpnId });
  for (let i = 1; i <= 5; i++) succeeded(await give((await world.account()).mpnId!));
  const before = await lookAt(owner, made.publisherId);
  const sixth = (await world.account()).mpnId!;
  const refusal = await give(sixth);
  expect(refusal).toMatchObject({
    ...{ __typename: "TooManyAttempts", retryAfterSeconds: 3_600, path: ["input", "by", "existingMpnId"] },
  });
  expect(await lookAt(owner, made.publisherId)).toEqual(before);

  // The cure still works: the owner's own work e-mail, and its organisation's ID.
  succeeded(await give(before.mpn!.mpnId!));
  succeeded(await cancel(owner, started.id));
  const again = await start(owner, made);
  succeeded(await submit(owner, again.id, made.owner));
  const { mpnId } = await memberOf(made.tenant.tenantId);
  expect(succeeded(await give(mpnId)).migration.status).toBe("VERIFYING");
});

test("an owner of many accounts can give the same MPN ID for each without reaching the limit", async () => {
  const { made, owner, started } = await begun();
  const { mpnId } = await memberOf(made.tenant.tenantId);
  succeeded(await enroll(owner, started.id, { existingMpnId: mpnId }));
  const me = { kind: "person", email: made.owner, displayName: "Owner", role: "Owner", identity: "work" };
  for (let i = 1; i <= 20; i++) {
    const { id } = await start(owner, await world.account({ mpn: "none", users: [me] }));
    succeeded(await enroll(owner, id, { existingMpnId: mpnId }));
  }
});

test("an MPN ID given while a code is pending must match the address that the code went to", async () => {
  const other = await world.account();
  const { made, owner, started } = await begun();
  succeeded(await submit(owner, started.id, other.employee));
  const { mpnId } = await memberOf(made.tenant.tenantId);
  expect(await enroll(owner, started.id, { existingMpnId: mpnId })).toMatchObject({ __typename: "TenantMismatch" });
  succeeded(await enroll(owner, started.id, { existingMpnId: other.mpnId! }));
  await world.settle();
  const { migration } = succeeded(await confirm(owner, started.id, await mailedCode(world, other.employee)));
  expect(migration.status).toBe("VERIFYING");
});

test("another MPN ID clears the work e-mail mismatch that the previous one caused", async () => {
  const [before, other] = [await world.account(), await world.account()];
  const { made, owner, started } = await begun();
  succeeded(await enroll(owner, started.id, { existingMpnId: before.mpnId! }));
  expect(await submit(owner, started.id, made.owner)).toMatchObject({ __typename: "TenantMismatch" });
  const again = succeeded(await enroll(owner, started.id, { existingMpnId: before.mpnId! }));
  expect(requirementsOf(again.migration).workEmail).toMatchObject({ reason: "TENANT_MISMATCH", answer: made.owner });
  const { migration } = succeeded(await enroll(owner, started.id, { existingMpnId: other.mpnId! }));
  expect(requirementsOf(migration).workEmail).toMatchObject({
    ...{ state: "DUE", reason: "CONFIRM_WORK_EMAIL", problem: null, answer: null },
    tenant: { displayName: other.tenant.displayName },
    hint: expect.not.stringContaining(before.tenant.displayName),
  });
});

test("a personal address stays refused after another MPN ID, and the refusal names its tenant", async () => {
  const [before, other] = [await world.account(), await world.account()];
  const { owner, started } = await begun();
  succeeded(await enroll(owner, started.id, { existingMpnId: before.mpnId! }));
  expect(await submit(owner, started.id, "ann@outlook.com")).toMatchObject({ __typename: "PersonalAccountNotAllowed" });
  const { migration } = succeeded(await enroll(owner, started.id, { existingMpnId: other.mpnId! }));
  expect(requirementsOf(migration).workEmail).toMatchObject({
    ...{ state: "DUE", reason: "PERSONAL_MICROSOFT_ACCOUNT", answer: "ann@outlook.com" },
    problem: { message: expect.stringContaining(`Enter a work e-mail at ${other.tenant.displayName} instead.`) },
  });
});

test("enrolling is refused when the account's MPN ID is valid", async () => {
  const { owner, made, started } = await begun({});
  expect(started.viewerActions).toEqual(["SUBMIT_WORK_EMAIL", "CANCEL"]);
  expect(await enroll(owner, started.id, { existingMpnId: made.mpnId! })).toMatchObject({
    __typename: "NotAllowedNow",
    message: "The account's MPN ID is in order: there is no need to enrol.",
  });
});
