import { IdempotencyRecord } from "../../entities/idempotency-record";
import { WorkEmailAttempt } from "../../entities/work-email-attempt";
import { accountIdOf } from "../../src/ids";
import { CancelMigrationDocument } from "../generated/graphql";
import { bringTo } from "../support/bring-to";
import { keyedActs, submitting } from "../support/keyed";
import { minutes } from "../support/test-clock";
import { timelineOf } from "../support/traces";
import { application, submit, succeeded } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
afterEach(() => world.simulator.healAll());
const scene = () => ({ database: world.app.services.database, simulator: world.simulator });

test("a replayed refusal is identical and is counted once", async () => {
  const { made, owner, id } = await bringTo(world, "ACTION_REQUIRED", { mpn: "other-tenant" });
  const run = submitting(owner, { migrationId: id, workEmail: made.owner });
  const first = await run("key");
  expect(first).toMatchObject({ __typename: "TenantMismatch", expectedTenant: { tenantId: made.mpnTenant.tenantId } });
  const [before, after] = [await timelineOf(scene(), made), [await run("key"), await run("key")]];
  for (const again of after) expect(again).toEqual(first);
  expect(await timelineOf(scene(), made)).toEqual(before);
  const accountId = accountIdOf(made.publisherId);
  const attempts = await world.app.services.database.reader.findBy(WorkEmailAttempt, { accountId });
  expect(attempts.filter(({ kind }) => kind === "MISMATCH")).toHaveLength(1);
});

test("ten concurrent refusals under one key are recorded once", async () => {
  const { made, owner, id } = await bringTo(world, "ACTION_REQUIRED", { mpn: "other-tenant" });
  const run = submitting(owner, { migrationId: id, workEmail: made.owner });
  const answers = await Promise.all(Array.from({ length: 10 }, () => run("key")));
  expect(new Set(answers.map(({ __typename }) => __typename))).toEqual(new Set(["TenantMismatch"]));
  expect((await timelineOf(scene(), made)).filter((event) => event.startsWith("ANSWER_REJECTED"))).toHaveLength(1);
});

test("TemporarilyUnavailable is not stored under the key: the same request can succeed later", async () => {
  const { owner, id, made } = await bringTo(world, "ACTION_REQUIRED");
  const run = submitting(owner, { migrationId: id, workEmail: made.owner });
  await world.simulator.fault({ system: "graph", status: 500 });
  for (let i = 0; i < 2; i++) expect(await run("key")).toMatchObject({ __typename: "TemporarilyUnavailable" });
  await world.simulator.healAll();
  expect(await run("key")).toMatchObject({ __typename: "MigrationSuccess", replayed: false });
});

test("TooManyAttempts is not stored under the key: the same request can succeed later", async () => {
  const { owner, id, made } = await bringTo(world, "ACTION_REQUIRED");
  for (let i = 0; i < 5; i++) succeeded(await submit(owner, id, made.employee));
  const run = submitting(owner, { migrationId: id, workEmail: made.employee });
  for (let i = 0; i < 2; i++) expect(await run("key")).toMatchObject({ __typename: "TooManyAttempts" });
  world.clock.advance(minutes(61));
  expect(await run("key")).toMatchObject({ __typename: "MigrationSuccess", replayed: false });
});

test("idempotency keys are scoped to the person and the mutation", async () => {
  const { owner, id, made } = await bringTo(world, "ACTION_REQUIRED");
  const second = await world.as(made.secondOwner);
  const run = submitting(owner, { migrationId: id, workEmail: made.employee });
  expect(await run("key")).toMatchObject({ __typename: "MigrationSuccess", replayed: false });
  expect(await run("key", { workEmail: made.contributor }, second)).toMatchObject({ replayed: false });
  expect(await run("key", { workEmail: made.contributor }, second)).toMatchObject({ replayed: true });
  const input = { migrationId: id, idempotencyKey: "key" };
  const { cancelMigration } = await owner.run(CancelMigrationDocument, { input });
  expect(cancelMigration).toMatchObject({ __typename: "MigrationSuccess", replayed: false });
  const acts = await Promise.all(Object.values(keyedActs).map((prepare) => prepare(world)));
  for (const act of acts) expect(await act.run("key", {}, act.owner)).toMatchObject({ replayed: false });
});

test("inputs that differ only in field order or in an explicit null are the same input", async () => {
  const act = await keyedActs.enrollInMpn!(world);
  const reversed = (value: unknown): unknown =>
    value !== null && typeof value === "object"
      ? Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([name, inner]) => [name, reversed(inner)]),
        )
      : value;
  const { application: given } = application();
  expect(await act.run("key")).toMatchObject({ replayed: false });
  expect(await act.run("key", { ifVersion: null })).toMatchObject({ replayed: true });
  expect(await act.run("key", { by: reversed({ application: given }) })).toMatchObject({ replayed: true });
});

test("the stored record contains neither the idempotency key nor the input", async () => {
  const { owner, id, made } = await bringTo(world, "ACTION_REQUIRED");
  await submitting(owner, { migrationId: id, workEmail: made.owner })("a-secret-key");
  const kept = JSON.stringify(await world.app.services.database.reader.find(IdempotencyRecord));
  expect(kept).not.toContain("a-secret-key");
  expect(kept).not.toContain(made.owner);
});
