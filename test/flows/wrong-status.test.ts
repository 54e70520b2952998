import {
  CancelMigrationDocument,
  ConfirmWorkEmailDocument,
  EnrollInMpnDocument,
  SubmitWorkEmailDocument,
  type MigrationAction,
  type MigrationStatus,
} from "../generated/graphql";
import type { Client } from "../support/client";
import { bringTo } from "../support/bring-to";
import { idsOf, ownerMutations } from "../support/owner-mutations";
import { cancel, lookAt, start, submit, succeeded } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const mutationOf: Record<Exclude<MigrationAction, "START">, string> = {
  SUBMIT_WORK_EMAIL: "submitWorkEmail",
  CONFIRM_WORK_EMAIL: "confirmWorkEmail",
  ENROLL_IN_MPN: "enrollInMpn",
  RETRY: "retryMigration",
  CANCEL: "cancelMigration",
};

test.each<[MigrationStatus, MigrationAction[], string, string]>([
  ["NOT_STARTED", ["START"], "The migration has not started yet. Start it first.", "Flytten har inte startat än."],
  ["CANCELED", ["START"], "The migration was canceled. Start it again first.", "Flytten avbröts."],
  [
    "ACTION_REQUIRED",
    ["SUBMIT_WORK_EMAIL", "CANCEL"],
    "The migration is waiting for an answer. Provide what its requirements ask for.",
    "Flytten väntar på svar.",
  ],
  ["VERIFYING", ["CANCEL"], "The answers are being checked. Wait for the outcome, or cancel.", "Svaren kontrolleras."],
  [
    "MIGRATING",
    [],
    "The account is being moved, and the move can no longer be stopped. Wait until it is done.",
    "Kontot flyttas och det går inte längre att stoppa.",
  ],
  ["FAILED", ["RETRY", "CANCEL"], "The migration has stopped. Try again, or cancel it first.", "Flytten har stannat."],
  ["COMPLETED", [], "The account has already moved: manage it in Partner Center.", "Kontot har redan flyttat"],
])("%s: an action not offered is refused with this status's message", async (status, offered, message, swedish) => {
  const { made, owner } = await bringTo(world, status);
  const ids = await idsOf(owner, made.publisherId);
  const before = await lookAt(owner, made.publisherId);
  expect(before.migration.viewerActions).toEqual(offered);
  const svenska: Client = { ...owner, run: (document, variables) => owner.run(document, variables, "sv") };

  for (const [action, name] of Object.entries(mutationOf)) {
    if (offered.includes(action as MigrationAction)) continue;
    const refusal = await ownerMutations[name]!(owner, ids);
    expect([action, refusal]).toMatchObject([action, { __typename: "NotAllowedNow", current: { status }, path: [] }]);
    const byAction = status === "ACTION_REQUIRED" && action !== "RETRY";
    if (byAction) continue;
    expect([action, refusal]).toMatchObject([action, { message }]);
    expect(await ownerMutations[name]!(svenska, ids)).toMatchObject({ message: expect.stringContaining(swedish) });
  }
  expect(await lookAt(owner, made.publisherId)).toEqual(before);
});

test("starting is refused after the move, and returns the same migration before", async () => {
  const completed = await bringTo(world, "COMPLETED");
  const ids = await idsOf(completed.owner, completed.made.publisherId);
  expect(await ownerMutations.startMigration!(completed.owner, ids)).toMatchObject({
    ...{ __typename: "NotAllowedNow", message: "The account has already moved: manage it in Partner Center." },
  });
  for (const status of ["ACTION_REQUIRED", "VERIFYING", "MIGRATING", "FAILED"] as const) {
    const { made, owner } = await bringTo(world, status);
    const { migration } = await lookAt(owner, made.publisherId);
    const second = await world.as(made.secondOwner);
    expect(await start(second, made)).toEqual({ ...migration, requirements: expect.any(Array) });
    expect((await lookAt(owner, made.publisherId)).migration).toEqual(migration);
  }
});

test("a stale ifVersion is refused as VersionConflict with the current state", async () => {
  const { made, owner, id: migrationId } = await bringTo(world, "ACTION_REQUIRED", { mpn: "none" });
  const { version } = (await lookAt(owner, made.publisherId)).migration;
  succeeded(await submit(await world.as(made.secondOwner), migrationId, made.employee));

  const stale = { migrationId, ifVersion: version };
  const conflict = {
    ...{ __typename: "VersionConflict", path: ["input", "ifVersion"], safeToRetry: false },
    message: "Somebody else has made a change in the meantime. Check the current state and decide again.",
    current: { id: migrationId, version: version + 1, status: "ACTION_REQUIRED" },
  };
  const submitted = await owner.run(SubmitWorkEmailDocument, { input: { ...stale, workEmail: made.owner } });
  expect(submitted.submitWorkEmail).toMatchObject(conflict);
  const confirmed = await owner.run(ConfirmWorkEmailDocument, { input: { ...stale, code: "123456" } });
  expect(confirmed.confirmWorkEmail).toMatchObject(conflict);
  const enrolled = await owner.run(EnrollInMpnDocument, { input: { ...stale, by: { existingMpnId: "41" } } });
  expect(enrolled.enrollInMpn).toMatchObject(conflict);
  const canceled = await owner.run(CancelMigrationDocument, { input: stale });
  expect(canceled.cancelMigration).toMatchObject(conflict);

  const input = { migrationId, workEmail: made.owner, ifVersion: version + 1 };
  const { submitWorkEmail } = await owner.run(SubmitWorkEmailDocument, { input });
  expect(succeeded(submitWorkEmail).migration.version).toBe(version + 2);
});

test("the version increases with every change, and not without one", async () => {
  const { made, owner, id } = await bringTo(world, "ACTION_REQUIRED");
  const version = async () => (await lookAt(owner, made.publisherId)).migration.version;
  const first = await version();
  await submit(owner, id, "not an address");
  await start(owner, made);
  expect(await version()).toBe(first);
  await submit(owner, id, "ann@no-tenant.example.com");
  expect(await version()).toBe(first + 1);
  succeeded(await cancel(owner, id));
  expect(await version()).toBe(first + 2);
});
