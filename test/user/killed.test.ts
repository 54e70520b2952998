import { built } from "../support/built";
import { createClient } from "../support/client";
import {
  addUser,
  changed,
  changeRole,
  changesOf,
  cppUsersOf,
  removeUser,
  userEffects,
  userOf,
} from "../support/manage-users";
import { migrate } from "../support/migrate";
import { startProcess, type ServiceProcess } from "../support/service-process";
import { until } from "../support/until";
import { openWorld, type World } from "../support/world";

let world: World;
const processes: ServiceProcess[] = [];
beforeAll(async () => {
  built();
  world = await openWorld();
}, 120_000);
afterEach(async () => {
  await Promise.all(processes.splice(0).map((one) => one.kill()));
  await world.simulator.healAll();
});
afterAll(() => world.close());

async function begin(role: "web" | "worker"): Promise<ServiceProcess> {
  const begun = await startProcess(world, role);
  processes.push(begun);
  return begun;
}

/** Counts these calls from now on; the function it returns resolves once that many more have come in. */
async function received(call: string): Promise<(more: number) => Promise<void>> {
  const count = async () =>
    Object.entries(await world.simulator.calls()).reduce((sum, [name, n]) => sum + (name.startsWith(call) ? n : 0), 0);
  const before = await count();
  return (more) => until(async () => (await count()) >= before + more);
}

test("when workers are killed mid-sync, CPP still gets each change once and in order", async () => {
  const { made, owner } = await migrate(world);
  const since = (await userEffects(world, made, "cpp")).length;
  const [domain, contributor] = [made.tenant.domains[0]!, await userOf(owner, made, made.contributor)];
  const added = [1, 2, 3].map((number) => `new${number}@${domain}`);
  for (const email of added) changed(await addUser(owner, made, email, "MANAGER"));
  changed(await changeRole(owner, await userOf(owner, made, made.secondOwner), "DEVELOPER"));
  changed(await removeUser(owner, contributor));
  const never = changed(await addUser(owner, made, made.employee));
  changed(await removeUser(owner, never));

  await world.simulator.fault({ system: "cpp", method: "PUT", delayMs: 3_000, after: true, times: 3 });
  let putting = await received("cpp PUT");
  const first = await Promise.all([begin("worker"), begin("worker")]);
  await putting(1);
  await Promise.all(first.map((worker) => worker.kill()));
  putting = await received("cpp PUT");
  const second = await begin("worker");
  await putting(1);
  await second.kill();
  await begin("worker");
  const isDone = async () => {
    const users = await Promise.all(
      [...added, made.secondOwner, made.contributor, made.employee].map((email) => userOf(owner, made, email)),
    );
    return users.every(({ sync }) => sync?.state === "SYNCED");
  };
  await until(isDone, 60_000);
  expect(await userEffects(world, made, "cpp", since)).toEqual([
    ...added.map((email) => `user-saved ${email}`),
    `user-saved ${made.secondOwner}`,
    `user-removed ${made.contributor}`,
  ]);
  expect(await cppUsersOf(world, made)).toEqual(
    [`Contributor ${made.secondOwner}`, ...[...added, made.owner].map((email) => `Owner ${email}`)].sort(),
  );
}, 180_000);

test("an addition whose process is killed before recording it is recorded once and synced to CPP", async () => {
  const { made, owner } = await migrate(world);
  const [there, inCpp] = await Promise.all(
    ["partner-center", "cpp"].map(async (system) => (await userEffects(world, made, system)).length),
  );
  const web = await begin("web");
  const elsewhere = createClient(web.url, await world.simulator.token(made.owner));
  await world.simulator.fault({
    system: "partner-center",
    method: "POST",
    path: "/v1/roles",
    delayMs: 5_000,
    after: true,
    times: 1,
  });
  const lost = addUser(elsewhere, made, made.employee, "MANAGER").then(
    () => "answered",
    () => "lost",
  );
  await until(async () => (await userEffects(world, made, "partner-center", there)).length > 0);
  await web.kill();
  expect(await lost).toBe("lost");
  await expect(userOf(owner, made, made.employee)).rejects.toThrow("is not on");

  // The killed process ran on the real clock.
  world.clock.advance(120_000);
  await world.settle();
  expect(await userOf(owner, made, made.employee)).toMatchObject({
    ...{ access: "ACTIVE", partnerCenterRole: "MANAGER", cppRole: "OWNER" },
    sync: { state: "SYNCED" },
  });
  expect(await addUser(owner, made, made.employee)).toMatchObject({ __typename: "UserAlreadyAdded" });
  expect(await userEffects(world, made, "partner-center", there)).toEqual([`user-added ${made.employee}`]);
  expect(await userEffects(world, made, "cpp", inCpp)).toEqual([`user-saved ${made.employee}`]);
  expect((await changesOf(owner, made)).filter((one) => one.startsWith("USER_ADDED"))).toHaveLength(1);
}, 180_000);
