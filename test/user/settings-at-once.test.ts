import { contact, settingsIn, settingsInPartnerCenter, update } from "../support/manage-settings";
import { migrate } from "../support/migrate";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test("of two concurrent changes with one version, one is saved and the other gets VersionConflict", async () => {
  for (const idempotencyKey of ["a", "b", "c"]) {
    const { made, owner } = await migrate(world);
    const { version: ifVersion } = settingsIn(await update(owner, made, {}));
    const results = await Promise.all(
      ["Left", "Right"].map((displayName) =>
        update(owner, made, { displayName, ifVersion, idempotencyKey: displayName + idempotencyKey }),
      ),
    );
    expect(results.map((one) => one.__typename).sort()).toEqual(["AccountSuccess", "VersionConflict"]);
    const { displayName } = settingsIn(results.find((one) => one.__typename === "AccountSuccess")!);
    expect(await settingsInPartnerCenter(world, made)).toMatchObject({ companyName: displayName });
  }
});

test("two concurrent changes of different fields are both kept", async () => {
  const { made, owner } = await migrate(world);
  const results = await Promise.all([
    update(owner, made, { displayName: "Both" }),
    update(owner, made, { sellerContact: contact }),
  ]);
  expect(results.map((one) => one.__typename)).toEqual(["AccountSuccess", "AccountSuccess"]);
  const now = settingsIn(await update(owner, made, {}));
  expect(now).toMatchObject({ displayName: "Both", sellerContact: contact });
  expect(await settingsInPartnerCenter(world, made)).toMatchObject({
    companyName: "Both",
    primaryContact: { name: contact.name },
  });
});

test("a settings change whose answers were lost can be retried, even after another one in between", async () => {
  const { made, owner } = await migrate(world);
  const lost = { system: "partner-center", method: "PUT", path: "/v1/profiles/legalbusiness", drop: true, after: true };
  const tryAgain = { __typename: "TemporarilyUnavailable", safeToRetry: true };
  await world.simulator.fault({ ...lost, times: 6 });
  expect(await update(owner, made, { displayName: "One" })).toMatchObject(tryAgain);
  expect(await update(owner, made, { displayName: "Two" })).toMatchObject(tryAgain);
  await world.simulator.healAll();
  world.clock.advance(1_000);
  expect(settingsIn(await update(owner, made, { displayName: "One" }))).toMatchObject({ displayName: "One" });
  expect(await settingsInPartnerCenter(world, made)).toMatchObject({ companyName: "One" });
});
