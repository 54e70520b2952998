import { Job } from "../../entities/job";
import { contact, settingsIn, settingsInPartnerCenter, update } from "../support/manage-settings";
import { changesOf } from "../support/manage-users";
import { migrate } from "../support/migrate";
import { gate } from "../support/workplace";
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

const put = { system: "partner-center", method: "PUT", path: "/v1/profiles/legalbusiness" };
const tryAgain = { __typename: "TemporarilyUnavailable", safeToRetry: true };

test("a settings change whose answers were lost can be retried, even after another one in between", async () => {
  const { made, owner } = await migrate(world);
  await world.simulator.fault({ ...put, drop: true, after: true, times: 6 });
  expect(await update(owner, made, { displayName: "One" })).toMatchObject(tryAgain);
  expect(await update(owner, made, { displayName: "Two" })).toMatchObject(tryAgain);
  await world.simulator.healAll();
  world.clock.advance(1_000);
  expect(settingsIn(await update(owner, made, { displayName: "One" }))).toMatchObject({ displayName: "One" });
  expect(await settingsInPartnerCenter(world, made)).toMatchObject({ companyName: "One" });
});

test("when the loser cannot restore the winner's settings, the worker does, and does not adopt the loser's", async () => {
  const { made, owner } = await migrate(world);
  const { version: ifVersion } = settingsIn(await update(owner, made, {}));
  const { partnerCenter } = world.app.services.upstream;
  const { saveSettings } = partnerCenter;
  const doors = [gate(), gate()] as const;
  let calls = 0;
  partnerCenter.saveSettings = async (...settings) => {
    const door = doors[calls++];
    const saved = await saveSettings(...settings);
    await door?.pass();
    return saved;
  };
  const winner = update(owner, made, { displayName: "Winner", ifVersion });
  await doors[0].arrived;
  const loser = update(owner, made, { displayName: "Loser", ifVersion });
  await doors[1].arrived;
  doors[0].open();
  expect(settingsIn(await winner).displayName).toBe("Winner");
  await world.simulator.fault({ ...put, status: 500 });
  doors[1].open();
  expect(await loser).toMatchObject(tryAgain);
  partnerCenter.saveSettings = saveSettings;
  await world.simulator.healAll();
  expect(await settingsInPartnerCenter(world, made)).toMatchObject({ companyName: "Loser" });
  const events = await changesOf(owner, made);
  for (let looks = 0; looks < 3; looks++) {
    world.clock.advance(31_000);
    await world.settle();
    expect(await settingsInPartnerCenter(world, made)).toMatchObject({ companyName: "Winner" });
  }
  expect(await changesOf(owner, made)).toEqual(events);
  expect(settingsIn(await update(owner, made, {})).displayName).toBe("Winner");
  expect(await world.app.services.database.reader.countBy(Job, { kind: "restore-settings@1" })).toBe(0);
});
