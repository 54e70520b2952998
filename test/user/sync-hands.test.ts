import { addUser, changed, cppUsersOf, removeUser, userEffects, userOf } from "../support/manage-users";
import { migrate } from "../support/migrate";
import { until } from "../support/until";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld({ worker: true });
});
afterAll(() => world.close());
afterEach(() => world.simulator.healAll());

const putsToCpp = async () =>
  Object.entries(await world.simulator.calls()).reduce(
    (sum, [call, n]) => sum + (call.startsWith("cpp PUT") ? n : 0),
    0,
  );

test("a user removed while CPP is still adding them is removed from CPP afterwards", async () => {
  const { made, owner } = await migrate(world);
  const [puts, since] = [await putsToCpp(), (await userEffects(world, made, "cpp")).length];
  await world.simulator.fault({ system: "cpp", method: "PUT", delayMs: 1_000, times: 1 });
  const user = changed(await addUser(owner, made, made.employee));
  await until(async () => (await putsToCpp()) > puts);
  changed(await removeUser(owner, user));
  await until(async () => {
    const arrived = (await userEffects(world, made, "cpp", since)).includes(`user-saved ${made.employee}`);
    return arrived && (await userOf(owner, made, made.employee)).sync?.state === "SYNCED";
  });
  await world.settle();
  expect(await cppUsersOf(world, made)).not.toContain(`Contributor ${made.employee}`);
  expect(await userEffects(world, made, "cpp", since)).toEqual([
    `user-saved ${made.employee}`,
    `user-removed ${made.employee}`,
  ]);
});

test("a user removed before their addition reached CPP costs CPP no write", async () => {
  const { made, owner } = await migrate(world);
  const [puts, since] = [await putsToCpp(), (await userEffects(world, made, "cpp")).length];
  await world.simulator.fault({ system: "cpp", method: "GET", status: 503, headers: { "retry-after": "60" } });
  const user = changed(await addUser(owner, made, made.employee));
  await until(async () => (await userOf(owner, made, made.employee)).sync!.attempts > 0);
  changed(await removeUser(owner, user));
  await world.simulator.healAll();
  world.clock.advance(60_000);
  await until(async () => (await userOf(owner, made, made.employee)).sync!.state === "SYNCED");
  expect(await userEffects(world, made, "cpp", since)).toEqual([]);
  expect(await putsToCpp()).toBe(puts);
});
