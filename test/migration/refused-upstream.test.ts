import { bringTo } from "../support/bring-to";
import type { Fault } from "../support/simulator-control";
import { effectsOf, wholeMove } from "../support/traces";
import { recovered, settleDown, writesOfSteps } from "../support/trouble";
import { cancel, lookAt, retry, start, submit, succeeded } from "../support/walk";
import { MigrationOfDocument } from "../generated/graphql";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
const scene = () => ({ database: world.app.services.database, simulator: world.simulator });

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const saysPartnerCenter = { code: 2000, description: "Not like this", data: [], source: "PartnerFD" };
const saysCpp = { error: { code: "Conflict", message: "Not like this" } };
const done = (count: number) => [...Array<string>(count).fill("DONE"), "FAILED", "PENDING", "PENDING"].slice(0, 4);

const cases: [string, Partial<Fault>, string, number, RegExp, RegExp][] = [
  [
    "COPY_SETTINGS: the settings",
    { status: 400, body: saysPartnerCenter },
    "PARTNER_CENTER_REJECTED",
    1,
    /^Partner Center refused the account: Not like this\. /,
    /^Partner Center tog inte emot kontot: Not like this\. /,
  ],
  [
    "COPY_USERS: a member",
    { status: 409, body: saysPartnerCenter },
    "PARTNER_CENTER_REJECTED",
    2,
    /^Partner Center refused the account: Not like this\. /,
    /^Partner Center tog inte emot kontot: Not like this\. /,
  ],
  [
    "LOCK_CPP_SETTINGS: the lock",
    { status: 409, body: saysCpp },
    "CPP_REJECTED",
    3,
    /^Cloud Partner Portal refused the request: Not like this\. /,
    /^Cloud Partner Portal sade nej: Not like this\. /,
  ],
];

test.each(cases)("%s: a refusal fails the migration, stating why", async (call, no, code, before, english, swedish) => {
  const { made, owner, id } = await bringTo(world, "VERIFYING");
  await world.simulator.fault({ ...writesOfSteps[call]!(made), ...no });
  await settleDown(world, owner, made);
  const { migration, banner, managedIn } = await lookAt(owner, made.publisherId);
  expect(migration).toMatchObject({
    ...{ status: "FAILED", awaiting: "OWNER", viewerActions: ["RETRY", "CANCEL"], attempt: 1, pollAfterMs: null },
    failure: { code, retryable: false, message: expect.stringMatching(english) },
  });
  expect(migration.failure!.correlationId).toMatch(guid);
  expect(migration.steps.map(({ state }) => state)).toEqual(done(before));
  expect([banner!.kind, managedIn]).toEqual(["ACTION_REQUIRED", "CLOUD_PARTNER_PORTAL"]);
  const inSwedish = await owner.run(MigrationOfDocument, { publisherId: made.publisherId }, "sv");
  expect(inSwedish.account!.migration.failure!.message).toMatch(swedish);

  // A refused call is never repeated, however much time passes.
  const asked = await world.simulator.calls();
  world.clock.advance(60 * 60_000);
  await world.settle();
  expect(await world.simulator.calls()).toEqual(asked);

  await recovered(world, made);
  succeeded(await retry(owner, id));
  await settleDown(world, owner, made);
  const after = await lookAt(owner, made.publisherId);
  expect(after.migration).toMatchObject({ status: "COMPLETED", attempt: 2, failure: null });
  expect(await effectsOf(scene(), made)).toEqual(wholeMove(made));
});

test("a publisher that CPP no longer knows fails the migration as not retryable", async () => {
  const { made, owner } = await bringTo(world, "VERIFYING");
  const gone = { error: { code: "PublisherNotFound", message: "Gone" } };
  await world.simulator.fault({ system: "cpp", path: `/api/publishers/${made.publisherId}`, status: 404, body: gone });
  await settleDown(world, owner, made);
  const { migration } = await lookAt(owner, made.publisherId);
  expect(migration).toMatchObject({ status: "FAILED", failure: { code: "CPP_REJECTED", retryable: false } });
});

test("a failed and canceled migration can be started again by another owner and completed", async () => {
  const { made, owner, id } = await bringTo(world, "FAILED");
  succeeded(await cancel(owner, id));
  const second = await world.as(made.secondOwner);
  expect(await start(second, made)).toMatchObject({ status: "ACTION_REQUIRED", attempt: 2, failure: null });
  succeeded(await submit(second, id, made.secondOwner));
  await settleDown(world, second, made);
  const { migration } = await lookAt(second, made.publisherId);
  expect(migration).toMatchObject({ status: "COMPLETED", startedBy: { displayName: "Second" } });
  expect(await effectsOf(scene(), made)).toEqual(wholeMove(made));
});
