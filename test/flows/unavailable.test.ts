import { PreflightDocument, StartMigrationDocument } from "../generated/graphql";
import type { AccountKind } from "../support/accounts";
import { bringTo } from "../support/bring-to";
import { play } from "../support/preflight";
import type { Fault } from "../support/simulator-control";
import { confirm, enroll, lookAt, mailedCode, requirementsOf, start, submit, succeeded } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
afterEach(() => world.simulator.healAll());

const atOnce = { headers: { "retry-after": "0" } };
const otherId = { mpnId: "41", partnerName: "Another", profileType: "mpnProfile" };
const profile = { system: "partner-center", path: "/v1/profiles/mpn", method: "GET" };
const findTenant = { system: "graph", path: "/v1.0/tenantRelationships" };

test.each<[string, Fault]>([
  ["401", { ...profile, status: 401 }],
  ["403", { ...profile, status: 403 }],
  ["429", { ...profile, status: 429, ...atOnce }],
  ["500", { ...profile, status: 500 }],
  ["503", { ...profile, status: 503, ...atOnce }],
  ["a lost connection", { ...profile, drop: true }],
  ["404 without the documented code", { ...profile, status: 404, body: { code: 1, description: "" } }],
  ["an HTML page", { ...profile, status: 404, body: "<html>Not found</html>" }],
  ["another MPN ID", { ...profile, body: otherId }],
])("%s in answer to an MPN ID is TemporarilyUnavailable, not MpnIdInvalid", async (_, fault) => {
  const member = await world.account();
  const { made, owner, id } = await bringTo(world, "ACTION_REQUIRED", { mpn: "none" });
  await world.simulator.fault(fault);
  const refusal = await enroll(owner, id, { existingMpnId: member.mpnId! });
  await world.simulator.healAll();
  expect(refusal).toMatchObject({
    ...{ __typename: "TemporarilyUnavailable", safeToRetry: true, path: [], current: { status: "ACTION_REQUIRED" } },
    message: expect.stringMatching(/^Partner Center is not responding right now, and nothing was changed\./),
  });
  expect((refusal as { retryAfterSeconds: number }).retryAfterSeconds).toBeGreaterThanOrEqual(1);
  const { migration } = await lookAt(owner, made.publisherId);
  expect(requirementsOf(migration).mpn).toMatchObject({ reason: "MPN_ID_MISSING", problem: null });
  succeeded(await enroll(owner, id, { existingMpnId: member.mpnId! }));
});

test("starting is refused as TemporarilyUnavailable while Partner Center is down", async () => {
  const { made, owner } = await bringTo(world, "NOT_STARTED");
  const { id: accountId } = await lookAt(owner, made.publisherId);
  await world.simulator.fault({ ...profile, status: 500 });
  const { startMigration } = await owner.run(StartMigrationDocument, { input: { accountId } });
  expect(startMigration).toMatchObject({ __typename: "TemporarilyUnavailable", current: { status: "NOT_STARTED" } });
});

test("while Partner Center is down, a second start gets the migration and a late one NotAllowedNow", async () => {
  const [begun, moved] = [await bringTo(world, "ACTION_REQUIRED"), await bringTo(world, "COMPLETED")];
  await world.simulator.fault({ ...profile, status: 500 });
  const second = await world.as(begun.made.secondOwner);
  expect(await start(second, begun.made)).toMatchObject({ id: begun.id, attempt: 1 });
  const { id: accountId } = await lookAt(moved.owner, moved.made.publisherId);
  const { startMigration } = await moved.owner.run(StartMigrationDocument, { input: { accountId } });
  expect(startMigration).toMatchObject({ __typename: "NotAllowedNow", current: { status: "COMPLETED" } });
});

test("while the directory is down, a work e-mail is neither accepted nor refused", async () => {
  const { made, owner, id } = await bringTo(world, "ACTION_REQUIRED", { mpn: "other-tenant" });
  const before = await lookAt(owner, made.publisherId);
  await world.simulator.fault({ ...findTenant, status: 500 });
  for (const address of [made.owner, made.insider])
    expect(await submit(owner, id, address)).toMatchObject({
      ...{ __typename: "TemporarilyUnavailable", path: [] },
      message: expect.stringMatching(/^The directory is not responding right now/),
    });
  await world.simulator.healAll();
  expect(await lookAt(owner, made.publisherId)).toEqual(before);
});

test("a consumer address is refused even while the directory is down", async () => {
  const { owner, id } = await bringTo(world, "ACTION_REQUIRED");
  await world.simulator.fault({ ...findTenant, status: 500 });
  expect(await submit(owner, id, "ann@outlook.com")).toMatchObject({ __typename: "PersonalAccountNotAllowed" });
});

const realm = { system: "entra", path: "/common/userrealm" };
const consumer = { NameSpaceType: "Unknown", ConsumerDomain: true };

test.each<[string, AccountKind, Fault]>([
  ["the viewer's own token", { signIn: "personal-on-domain" }, { ...realm, status: 500 }],
  ["realm discovery", {}, { ...realm, status: 200, body: consumer }],
])("a personal account according to %s is refused even while Graph is down", async (_, kind, fault) => {
  const { made, owner, id } = await bringTo(world, "ACTION_REQUIRED", kind);
  await world.simulator.fault(fault);
  await world.simulator.fault({ ...findTenant, status: 500 });
  const mpnTenant = { displayName: made.mpnTenant.displayName };
  const problem = { __typename: "PersonalAccountNotAllowed", mpnTenant };
  expect(await submit(owner, id, made.owner)).toMatchObject(problem);
  const played = await play(owner, made.publisherId, { workEmail: made.owner });
  expect(requirementsOf(played).workEmail).toMatchObject({ problem });
});

test.each([
  ["PersonalAccountNotAllowed", "ann@outlook.com"],
  ["WorkEmailUnusable", "ann@nobody-has-this.example.com"],
])("%s is returned and stored even while Partner Center is down", async (__typename, address) => {
  const { made, owner, id } = await bringTo(world, "ACTION_REQUIRED");
  await world.simulator.fault({ ...profile, status: 500 });
  const { message } = (await submit(owner, id, address)) as { message: string };
  expect(await submit(owner, id, made.owner)).toMatchObject({ __typename: "TemporarilyUnavailable" });
  await world.simulator.healAll();

  expect(message).toMatch(new RegExp(`${address}.* (work e-mail|address)`));
  const { migration } = await lookAt(owner, made.publisherId);
  expect(requirementsOf(migration)).toMatchObject({
    workEmail: { state: "DUE", answer: address, problem: { __typename, message } },
    mpn: { state: "SATISFIED" },
  });
  expect(succeeded(await submit(owner, id, made.owner)).migration.status).toBe("VERIFYING");
});

test("starting asks for the work e-mail even while the directory is down", async () => {
  const { made, owner } = await bringTo(world, "NOT_STARTED");
  const { id: accountId } = await lookAt(owner, made.publisherId);
  await world.simulator.fault({
    ...findTenant,
    path: `${findTenant.path}/findTenantInformationByDomainName`,
    status: 500,
  });
  const { startMigration } = await owner.run(StartMigrationDocument, { input: { accountId } });
  await world.simulator.healAll();
  expect(requirementsOf(succeeded(startMigration).migration).workEmail.reason).toBe("CONFIRM_WORK_EMAIL");
  expect((await owner.run(PreflightDocument, { publisherId: made.publisherId })).account).not.toBeNull();
});

test("once the mail server answers again, the code is mailed and can be confirmed", async () => {
  const { made, owner, id } = await bringTo(world, "ACTION_REQUIRED");
  await world.simulator.fault({ system: "mail", status: 451, times: 1 });
  succeeded(await submit(owner, id, made.employee));
  await world.settle();
  expect(await world.simulator.mailbox(made.employee)).toEqual([]);
  world.clock.advance(30_000);
  await world.settle();
  expect(await world.simulator.mailbox(made.employee)).toHaveLength(1);
  succeeded(await confirm(owner, id, await mailedCode(world, made.employee)));
});
