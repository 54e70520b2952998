import { MigrationOfDocument } from "../generated/graphql";
import { bringTo } from "../support/bring-to";
import { readsOfSteps, recovered, settleDown } from "../support/trouble";
import { lookAt, retry, succeeded } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test.each([
  ["VERIFY_ANSWERS: the publisher", "CPP_UNREACHABLE", "Cloud Partner Portal", "Cloud Partner Portal"],
  ["VERIFY_ANSWERS: the MPN profile", "PARTNER_CENTER_UNREACHABLE", "Partner Center", "Partner Center"],
  ["VERIFY_ANSWERS: the tenant", "PARTNER_CENTER_UNREACHABLE", "The directory", "Katalogen"],
  ["COPY_SETTINGS: the access token", "PARTNER_CENTER_UNREACHABLE", "Microsoft Entra", "Microsoft Entra"],
])("%s: the failure names the system that could not be reached", async (call, code, english, swedish) => {
  const { made, owner, id } = await bringTo(world, "VERIFYING");
  await world.simulator.fault({ ...readsOfSteps[call]!(made), status: 500 });
  await settleDown(world, owner, made);
  const { migration } = await lookAt(owner, made.publisherId);
  expect(migration).toMatchObject({ status: "FAILED", failure: { code, retryable: true } });
  expect(migration.failure!.message).toBe(
    `${english} could not be reached. Nothing is lost: try again in a few minutes.`,
  );
  const inSwedish = await owner.run(MigrationOfDocument, { publisherId: made.publisherId }, "sv");
  expect(inSwedish.account!.migration.failure!.message).toBe(
    `${swedish} gick inte att nå. Inget är förlorat: försök igen om några minuter.`,
  );

  await recovered(world, made);
  succeeded(await retry(owner, id));
  await settleDown(world, owner, made);
  expect((await lookAt(owner, made.publisherId)).migration.status).toBe("COMPLETED");
});
