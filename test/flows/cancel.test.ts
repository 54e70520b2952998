import { RefetchDocument, SubmitThenCancelDocument, TimelineDocument } from "../generated/graphql";
import type { AccountKind } from "../support/accounts";
import { bringTo } from "../support/bring-to";
import { play } from "../support/preflight";
import { recovered } from "../support/trouble";
import {
  application,
  cancel,
  confirm,
  enroll,
  lookAt,
  mailedCode,
  membersOf,
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

test.each(["ACTION_REQUIRED", "VERIFYING", "FAILED"] as const)(
  "a migration in %s can be canceled, started again and completed",
  async (status) => {
    const { made, owner, id } = await bringTo(world, status);
    const { migration } = succeeded(await cancel(owner, id));
    expect(migration).toMatchObject({
      ...{ id, status: "CANCELED", awaiting: "OWNER", viewerActions: ["START"], failure: null, pollAfterMs: null },
    });
    expect(requirementsOf(migration).workEmail).toMatchObject({ state: "DUE", answer: null, problem: null });
    await world.settle();
    expect((await lookAt(owner, made.publisherId)).migration).toEqual(migration);
    expect((await world.simulator.state(made.publisherId)).cpp.locked).toBe(false);

    const again = await start(owner, made);
    expect(again).toMatchObject({ id, status: "ACTION_REQUIRED", attempt: 2, failure: null });
    expect(again.steps.map((step) => step.state)).toEqual(["PENDING", "PENDING", "PENDING", "PENDING"]);
    succeeded(await submit(owner, id, made.owner));
    await world.settle();
    expect((await lookAt(owner, made.publisherId)).migration.status).toBe("COMPLETED");
    const { account } = await owner.run(TimelineDocument, { publisherId: made.publisherId, kinds: ["STATUS_CHANGED"] });
    const messages = account!.timeline.nodes.map((event) => event.message);
    expect(messages).toContain("The migration was canceled.");
    expect(messages[0]).toBe("The account is now managed in Partner Center.");
  },
);

test("a migration that has moved nothing can be canceled while CPP is down", async () => {
  const { made, owner, id } = await bringTo(world, "ACTION_REQUIRED");
  await world.simulator.fault({ system: "cpp", path: `/api/publishers/${made.publisherId}`, status: 500 });
  const canceled = await cancel(owner, id);
  await world.simulator.healAll();
  expect(succeeded(canceled).migration.status).toBe("CANCELED");
});

test("canceling resets a running step to PENDING", async () => {
  const { made, owner, id } = await bringTo(world, "VERIFYING");
  await world.simulator.fault({ system: "cpp", method: "GET", status: 500 });
  await world.settle();
  await world.simulator.healAll();
  expect((await lookAt(owner, made.publisherId)).migration.steps[0]).toMatchObject({ state: "RUNNING" });
  const { migration } = succeeded(await cancel(owner, id));
  expect(migration.steps[0]).toMatchObject({ state: "PENDING", startedAt: null });
});

test("canceling clears the answers and invalidates the code", async () => {
  const made = await world.account({ mpn: "none" });
  const owner = await world.as(made.owner);
  const member = await world.account();
  const { id } = await start(owner, made);
  succeeded(await enroll(owner, id, { existingMpnId: member.mpnId! }));
  succeeded(await submit(owner, id, member.employee));
  await world.settle();
  const code = await mailedCode(world, member.employee);
  succeeded(await cancel(owner, id));
  expect((await lookAt(owner, made.publisherId)).mpn).toBeNull();
  expect(requirementsOf(await start(owner, made))).toMatchObject({
    workEmail: { state: "DUE", answer: null, suggestion: made.owner },
    mpn: { state: "DUE", reason: "MPN_ID_MISSING", answer: null },
  });
  expect(await confirm(owner, id, code)).toMatchObject({ __typename: "NotAllowedNow" });
});

test("canceling prevents a pending code from being mailed", async () => {
  const { made, owner, id } = await bringTo(world, "ACTION_REQUIRED");
  succeeded(await submit(owner, id, made.employee));
  succeeded(await cancel(owner, id));
  await world.settle();
  expect(await world.simulator.mailbox(made.employee)).toEqual([]);
});

/** An application under way, whose migration was canceled. */
async function canceledApplication(mpn: AccountKind["mpn"] = "none") {
  const { made, owner, id } = await bringTo(world, "ACTION_REQUIRED", { mpn });
  succeeded(await submit(owner, id, made.owner));
  succeeded(await enroll(owner, id, application()));
  await world.settle();
  succeeded(await cancel(owner, id));
  return { made, owner, id };
}

test("an application survives canceling: the next start resumes it without submitting it again", async () => {
  const { made, owner, id } = await canceledApplication();
  const again = await start(owner, made);
  expect(requirementsOf(again)).toMatchObject({
    workEmail: { state: "DUE" },
    mpn: { state: "VERIFYING", reason: "MPN_BEING_VETTED" },
  });
  expect(succeeded(await submit(owner, id, made.owner)).migration.status).toBe("VERIFYING");
  await world.simulator.vetting({ tenantId: made.tenant.tenantId, status: "Authorized" });
  world.clock.advance(60_000);
  await world.settle();
  expect((await lookAt(owner, made.publisherId)).migration.status).toBe("COMPLETED");
  const effects = await world.simulator.tenantEffects(made.tenant.tenantId);
  expect(effects.filter(({ effect }) => effect === "application-submitted")).toHaveLength(1);
});

test.each([
  ["MpnIdInvalid", "unknown"],
  ["TenantMismatch", "another tenant's"],
])("an application stays in vetting after a %s: the MPN ID given was %s", async (__typename, which) => {
  const other = await world.account();
  const { made, owner, id } = await canceledApplication();
  await start(owner, made);
  succeeded(await submit(owner, id, made.employee));
  const existingMpnId = which === "unknown" ? "4199999999" : other.mpnId!;
  expect(await enroll(owner, id, { existingMpnId })).toMatchObject({ __typename });
  const { migration } = await lookAt(owner, made.publisherId);
  const beingVetted = { state: "VERIFYING", reason: "MPN_BEING_VETTED", problem: null };
  expect(requirementsOf(migration).mpn).toMatchObject(beingVetted);

  expect(succeeded(await submit(owner, id, made.owner)).migration.status).toBe("VERIFYING");
  await world.simulator.vetting({ tenantId: made.tenant.tenantId, status: "Authorized" });
  world.clock.advance(15 * 60_000);
  await world.settle();
  expect((await lookAt(owner, made.publisherId)).migration.status).toBe("COMPLETED");
});

test("a canceled migration shows the application instead of the MPN ID that it replaces", async () => {
  const { made, owner } = await canceledApplication("inactive");
  const { mpn, migration } = await lookAt(owner, made.publisherId);
  expect(mpn).toMatchObject({ standing: "PENDING" });
  expect(requirementsOf(migration).mpn).toMatchObject({
    ...{ state: "VERIFYING", reason: "MPN_BEING_VETTED", action: null, problem: null },
    hint: "Microsoft is vetting the application. The move will continue automatically once a decision is made.",
  });
});

test("a vetting decision does not reopen a canceled migration", async () => {
  const { made, owner } = await canceledApplication();
  await world.simulator.vetting({ tenantId: made.tenant.tenantId, status: "Authorized" });
  world.clock.advance(15 * 60_000);
  await world.settle();
  expect((await lookAt(owner, made.publisherId)).migration).toMatchObject({ status: "CANCELED", awaiting: "OWNER" });
});

/** An account to which an MPN ID has been issued; the answers are not checked once more yet. */
async function issued() {
  const { made, owner, id } = await bringTo(world, "ACTION_REQUIRED", { mpn: "none" });
  succeeded(await submit(owner, id, made.owner));
  succeeded(await enroll(owner, id, application()));
  await world.settle();
  await world.simulator.vetting({ tenantId: made.tenant.tenantId, status: "Authorized" });
  await world.simulator.fault({ system: "cpp", method: "GET", status: 500 });
  world.clock.advance(60_000);
  await world.settle();
  await recovered(world, made);
  const { mpnId } = (await lookAt(owner, made.publisherId)).mpn!;
  /** Closes the membership. */
  const close = () => world.simulator.vetting({ tenantId: made.tenant.tenantId, status: "Rejected" });
  return { made, owner, id, mpnId, close };
}

test("an MPN ID that was issued stays, and needs no second application", async () => {
  const { made, owner, id } = await issued();
  succeeded(await cancel(owner, id));
  const { mpn } = await lookAt(owner, made.publisherId);
  expect(mpn).toMatchObject({ standing: "ACTIVE", mpnId: expect.any(String) });
  expect(requirementsOf(await start(owner, made)).mpn).toMatchObject({ state: "SATISFIED", answer: mpn!.mpnId });
});

test("an MPN ID that was issued and has been closed since is asked for again", async () => {
  const { made, owner, id, mpnId, close } = await issued();
  succeeded(await cancel(owner, id));
  await close();
  const problem = { __typename: "MpnIdInvalid", mpnIdReason: "INACTIVE" };
  const lost = { state: "DUE", reason: "MPN_ID_INVALID", problem };
  const played = await play(owner, made.publisherId, { workEmail: made.owner });
  expect(played.ready).toBe(false);
  expect(requirementsOf(played).mpn).toMatchObject(lost);
  expect(requirementsOf(await start(owner, made)).mpn).toMatchObject({ ...lost, answer: mpnId });
  succeeded(await submit(owner, id, made.owner));
  expect(succeeded(await enroll(owner, id, application())).migration.status).toBe("VERIFYING");
});

test("an MPN ID given in place of one that was issued is forgotten like any other answer", async () => {
  const { made, owner, id, close } = await issued();
  await close();
  world.clock.advance(60_000);
  await world.settle();
  const { migration } = await lookAt(owner, made.publisherId);
  expect(requirementsOf(migration).mpn).toMatchObject({ state: "DUE", reason: "MPN_ID_INVALID" });
  const member = await world.account();
  await world.simulator.learn({
    mpnAccounts: [{ ...(member.world.mpnAccounts[0] as object), associatedTenants: [made.tenant.tenantId] }],
  });
  succeeded(await enroll(owner, id, { existingMpnId: member.mpnId! }));
  succeeded(await cancel(owner, id));
  expect((await lookAt(owner, made.publisherId)).mpn).toBeNull();
  expect(requirementsOf(await play(owner, made.publisherId)).mpn).toMatchObject({ reason: "MPN_ID_MISSING" });
  expect(requirementsOf(await start(owner, made)).mpn).toMatchObject({ state: "DUE", reason: "MPN_ID_MISSING" });
});

test("another owner who cancels and starts again becomes the OWNER", async () => {
  const { made, owner, id } = await bringTo(world, "FAILED");
  const second = await world.as(made.secondOwner);
  succeeded(await cancel(second, id));
  expect(await start(second, made)).toMatchObject({ startedBy: { displayName: "Second" } });
  succeeded(await submit(second, id, made.secondOwner));
  await world.settle();
  expect(await membersOf(world, made)).toEqual([
    `Developer ${made.contributor}`,
    `Manager ${made.owner}`,
    `Owner ${made.secondOwner}`,
  ]);
  expect(await owner.run(RefetchDocument, { id })).toMatchObject({ node: { __typename: "Migration" } });
});

test.each([
  ["NOT_STARTED", "The migration has not started yet. Start it first."],
  ["CANCELED", "The migration was canceled. Start it again first."],
  ["MIGRATING", "The account is being moved, and the move can no longer be stopped. Wait until it is done."],
  ["COMPLETED", "The account has already moved: manage it in Partner Center."],
] as const)("%s cannot be canceled", async (status, message) => {
  const { owner, id } = await bringTo(world, status);
  const refusal = await cancel(owner, id);
  expect(refusal).toMatchObject({ __typename: "NotAllowedNow", message, current: { id, status } });
});

test("each mutation of a request returns the state after it, not what an earlier mutation read", async () => {
  const { made, owner, id } = await bringTo(world, "ACTION_REQUIRED", { mpn: "none" });
  const variables = { submit: { migrationId: id, workEmail: made.owner }, cancel: { migrationId: id } };
  const { submitWorkEmail, cancelMigration } = await owner.run(SubmitThenCancelDocument, variables);
  const workEmail = { kind: "WORK_EMAIL", state: "SATISFIED", answer: made.owner };
  expect(submitWorkEmail).toMatchObject({
    migration: { account: { migration: { status: "ACTION_REQUIRED", requirements: [workEmail, {}] } } },
  });
  const due = { kind: "WORK_EMAIL", state: "DUE", answer: null };
  expect(cancelMigration).toMatchObject({
    migration: { account: { migration: { status: "CANCELED", requirements: [due, {}] } } },
  });
});
