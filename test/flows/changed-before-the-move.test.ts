import { AccountUsersDocument, MigrationOfDocument, TimelineDocument } from "../generated/graphql";
import { bringTo } from "../support/bring-to";
import {
  cancel,
  enroll,
  lookAt,
  membersOf,
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

/** Changes CPP or another system after all answers are given, before the worker goes on. */
async function changed(change: (made: Awaited<ReturnType<typeof bringTo>>["made"]) => Promise<unknown>) {
  const brought = await bringTo(world, "VERIFYING");
  await change(brought.made);
  await world.settle();
  const after = await lookAt(brought.owner, brought.made.publisherId);
  return { ...brought, after, ...requirementsOf(after.migration) };
}

const inCpp = (publisherId: string, change: object) => world.simulator.changeInCpp(publisherId, change);
const cppUser = (email: string, role: string, identity = "work") => ({
  ...{ kind: "person", email, displayName: "Changed", role, identity },
});

test.each([
  ["removed", (email: string) => ({ removeUser: email })],
  ["made a contributor", (email: string) => ({ addUser: cppUser(email, "Contributor") })],
])("a starter who was %s in CPP fails the move, and another owner can take it over", async (_, change) => {
  const { made, id, after } = await changed((account) => inCpp(account.publisherId, change(account.owner)));
  expect(after.migration).toMatchObject({
    status: "FAILED",
    failure: { code: "CPP_REJECTED", retryable: false, message: expect.stringContaining("no owner in CPP any more") },
  });
  expect(await world.simulator.effects(made.publisherId)).toEqual([]);
  const second = await world.as(made.secondOwner);
  succeeded(await cancel(second, id));
  await start(second, made);
  succeeded(await submit(second, id, made.secondOwner));
  await world.settle();
  expect((await lookAt(second, made.publisherId)).migration.status).toBe("COMPLETED");
  const members = await membersOf(world, made);
  expect(members).toContain(`Owner ${made.secondOwner}`);
  expect(members).not.toContain(`Manager ${made.owner}`);
});

test("an owner removed in CPP before the move is not copied and loses access to the account", async () => {
  const { made, owner, after } = await changed(({ publisherId, secondOwner }) =>
    inCpp(publisherId, { removeUser: secondOwner }),
  );
  expect(after.migration.status).toBe("COMPLETED");
  expect(await membersOf(world, made)).toEqual([`Developer ${made.contributor}`, `Owner ${made.owner}`]);
  const second = await world.as(made.secondOwner);
  expect(await second.run(MigrationOfDocument, { publisherId: made.publisherId })).toEqual({ account: null });
  const { account } = await owner.run(AccountUsersDocument, { publisherId: made.publisherId, includeRemoved: true });
  const removed = account!.users.nodes.find((user) => user.email === made.secondOwner);
  expect(removed).toMatchObject({ access: "REMOVED", cppRole: null, removedAt: expect.any(String) });
});

test("a user added in CPP before the move is copied with the corresponding role", async () => {
  const { made, after } = await changed(({ publisherId, employee }) =>
    inCpp(publisherId, { addUser: cppUser(employee, "Owner") }),
  );
  expect(after.migration.status).toBe("COMPLETED");
  expect(await membersOf(world, made)).toContain(`Manager ${made.employee}`);
});

test("settings changed in CPP before the move are copied, and the account shows its new name", async () => {
  const { made, owner, after } = await changed(({ publisherId }) => inCpp(publisherId, { displayName: "Äpplen AB" }));
  expect(after.migration.status).toBe("COMPLETED");
  const { partnerCenter } = await world.simulator.state(made.publisherId);
  expect(partnerCenter!.settings.companyName).toBe("Äpplen AB");
  const { account } = await owner.run(AccountUsersDocument, { publisherId: made.publisherId });
  expect(account).toMatchObject({
    displayName: "Äpplen AB",
    settings: { version: 2, sellerId: expect.any(String) },
  });
});

test("an MPN ID changed to another tenant's makes the work e-mail a mismatch that names that tenant", async () => {
  const other = await world.account();
  const { made, owner, id, after, workEmail } = await changed(({ publisherId }) =>
    inCpp(publisherId, { mpnId: other.mpnId }),
  );
  const expectedTenant = { displayName: other.tenant.displayName };
  expect(after).toMatchObject({ mpn: { mpnId: other.mpnId }, migration: { status: "ACTION_REQUIRED" } });
  expect(workEmail).toMatchObject({
    ...{ state: "DUE", reason: "TENANT_MISMATCH", answer: made.owner },
    problem: { __typename: "TenantMismatch", expectedTenant },
  });
  succeeded(await proveByCode(world, owner, id, other.employee));
  await world.settle();
  expect((await lookAt(owner, made.publisherId)).migration.status).toBe("COMPLETED");
});

test("an MPN ID changed within the same membership is copied, and the move completes", async () => {
  const location = "3999999901";
  const { made, after } = await changed(async ({ publisherId, world: { mpnAccounts } }) => {
    await world.simulator.learn({ mpnAccounts: [{ ...(mpnAccounts[0] as object), locations: [location] }] });
    await inCpp(publisherId, { mpnId: location });
  });
  expect(after).toMatchObject({ mpn: { mpnId: location, idKind: "LOCATION" }, migration: { status: "COMPLETED" } });
  expect((await world.simulator.state(made.publisherId)).partnerCenter!.settings.mpnId).toBe(location);
});

const closed = (account: object) => world.simulator.learn({ mpnAccounts: [{ ...account, standing: "INACTIVE" }] });
test.each<[string, (made: { publisherId: string; world: { mpnAccounts: object[] } }) => Promise<unknown>, object]>([
  ["removed", ({ publisherId }) => inCpp(publisherId, { mpnId: null }), { reason: "MPN_ID_MISSING", problem: null }],
  [
    "changed to an unknown one",
    ({ publisherId }) => inCpp(publisherId, { mpnId: "4199999999" }),
    { reason: "MPN_ID_INVALID", problem: { mpnIdReason: "NOT_FOUND" }, answer: "4199999999" },
  ],
  [
    "closed at Partner Center",
    ({ world: { mpnAccounts } }) => closed(mpnAccounts[0]!),
    { reason: "MPN_ID_INVALID", problem: { mpnIdReason: "INACTIVE" } },
  ],
])("an MPN ID that has been %s is requested again", async (_, change, requirement) => {
  const { made, owner, after, workEmail, mpn } = await changed(change);
  expect(after.migration).toMatchObject({ status: "ACTION_REQUIRED", awaiting: "OWNER" });
  expect(workEmail).toMatchObject({ state: "SATISFIED", answer: made.owner });
  expect(mpn).toMatchObject({ state: "DUE", action: "ENROLL_IN_MPN", ...requirement });
  expect(after.migration.steps.map((step) => step.state)).toEqual(["PENDING", "PENDING", "PENDING", "PENDING"]);
  const { account } = await owner.run(TimelineDocument, { publisherId: made.publisherId, kinds: ["ANSWER_REJECTED"] });
  expect(account!.timeline.nodes).toHaveLength(1);
  expect(account!.timeline.nodes[0]!.problem?.message ?? "").not.toMatch(/MPN ID \./);
});

test("while a membership is open again, a refused work e-mail leaves the owner something to do", async () => {
  const { made, owner, id } = await changed(({ world: { mpnAccounts } }) => closed(mpnAccounts[0]!));
  await world.simulator.learn({ mpnAccounts: made.world.mpnAccounts });
  expect((await submit(owner, id, "someone@outlook.com")).__typename).toBe("PersonalAccountNotAllowed");
  const { migration } = await lookAt(owner, made.publisherId);
  expect(migration.status).toBe("ACTION_REQUIRED");
  expect(requirementsOf(migration)).toMatchObject({
    workEmail: { state: "SATISFIED", answer: made.owner },
    mpn: { state: "DUE", action: "ENROLL_IN_MPN" },
  });
  succeeded(await enroll(owner, id, { existingMpnId: made.mpnId! }));
  await world.settle();
  expect((await lookAt(owner, made.publisherId)).migration.status).toBe("COMPLETED");
});

test("a work e-mail whose domain has left its tenant is refused as UNKNOWN_DOMAIN", async () => {
  const { after, workEmail } = await changed(({ tenant }) =>
    world.simulator.learn({ tenants: [{ ...tenant, domains: [] }] }),
  );
  expect(after.migration.status).toBe("ACTION_REQUIRED");
  expect(workEmail).toMatchObject({ state: "DUE", problem: { emailReason: "UNKNOWN_DOMAIN" } });
});

test("a publisher that CPP no longer knows fails the move", async () => {
  const notFound = { error: { code: "PublisherNotFound", message: "There is no such publisher." } };
  const { after } = await changed(({ publisherId }) =>
    world.simulator.fault({ system: "cpp", path: `/api/publishers/${publisherId}`, status: 404, body: notFound }),
  );
  expect(after.migration).toMatchObject({ status: "FAILED", failure: { code: "CPP_REJECTED", retryable: false } });
});
