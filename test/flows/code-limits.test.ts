import { WorkEmailAttempt } from "../../entities/work-email-attempt";
import { sweep } from "../../src/sweep";
import { TimelineDocument } from "../generated/graphql";
import { minutes } from "../support/test-clock";
import { lookAt, requirementsOf, start, submit, succeeded } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const weekLong = { expiresIn: 7 * 24 * 3_600 };

async function begun(kind: Parameters<World["account"]>[0] = {}) {
  const made = await world.account(kind);
  const owner = await world.as(made.owner, weekLong);
  return { made, owner, id: (await start(owner, made)).id };
}

test("at most five codes an hour are mailed for a migration, whichever owner submits", async () => {
  const { made, owner, id } = await begun();
  const second = await world.as(made.secondOwner, weekLong);
  for (let code = 1; code <= 5; code++) {
    succeeded(await submit(code % 2 ? owner : second, id, made.employee));
    await world.settle();
    world.clock.advance(minutes(1));
  }
  const before = await lookAt(owner, made.publisherId);
  expect(await submit(second, id, made.employee)).toMatchObject({
    __typename: "TooManyAttempts",
    retryAfterSeconds: 55 * 60,
    message: "Too many attempts. Try again in 55 minutes.",
    path: ["input", "workEmail"],
    safeToRetry: true,
  });
  await world.settle();
  expect(await world.simulator.mailbox(made.employee)).toHaveLength(5);
  expect(await lookAt(owner, made.publisherId)).toEqual(before);

  world.clock.advance(minutes(55) - 1_000);
  expect(await submit(owner, id, made.employee)).toMatchObject({ retryAfterSeconds: 1 });
  world.clock.advance(1_000);
  succeeded(await submit(owner, id, made.employee));
  expect(await submit(owner, id, made.employee)).toMatchObject({ retryAfterSeconds: 60 });
});

test("an address that needs no code is accepted beyond the limit", async () => {
  const { made, owner, id } = await begun();
  for (let code = 1; code <= 5; code++) succeeded(await submit(owner, id, made.employee));
  expect(await submit(owner, id, made.employee)).toMatchObject({ __typename: "TooManyAttempts" });
  succeeded(await submit(owner, id, made.owner));
});

test("at most twenty codes a day are mailed for a viewer", async () => {
  const { made, owner, id } = await begun();
  for (let hour = 1; hour <= 4; hour++) {
    for (let code = 1; code <= 5; code++) succeeded(await submit(owner, id, made.employee));
    world.clock.advance(minutes(60));
    await sweep(world.app.services);
  }
  expect(await submit(owner, id, made.employee)).toMatchObject({
    __typename: "TooManyAttempts",
    retryAfterSeconds: 20 * 3_600,
  });
  // The limit is per viewer.
  const second = await world.as(made.secondOwner, weekLong);
  succeeded(await submit(second, id, made.employee));
  world.clock.advance(20 * minutes(60));
  succeeded(await submit(owner, id, made.employee));
});

test("and no more when they are asked for on many accounts at once", async () => {
  const { employee: email } = await world.account();
  const me = { kind: "person", email, displayName: "Me", role: "Owner", identity: "work" };
  const accounts = await Promise.all(Array.from({ length: 24 }, () => world.account({ users: [me] })));
  const owner = await world.as(email, weekLong);
  const begun = await Promise.all(accounts.map(async (made) => ({ made, id: (await start(owner, made)).id })));
  const askOn = ({ made, id }: (typeof begun)[number]) => submit(owner, id, made.employee);
  for (const one of begun.slice(0, 18)) succeeded(await askOn(one));
  // What is asked of upstream is answered together, so that the requests are counted together.
  await world.simulator.fault({ system: "entra", path: "/common/userrealm", delayMs: 300 });
  const answers = await Promise.all(begun.slice(18).map(askOn));
  await world.simulator.healAll();
  const refused = answers.filter(({ __typename }) => __typename !== "MigrationSuccess");
  const tooMany = { __typename: "TooManyAttempts", retryAfterSeconds: 24 * 3_600 };
  expect(refused).toMatchObject([tooMany, tooMany, tooMany, tooMany]);
});

test("tenant mismatches count towards the limit, because each reveals a tenant's name", async () => {
  const { made, owner, id } = await begun({ mpn: "other-tenant" });
  for (let attempt = 1; attempt <= 5; attempt++)
    expect(await submit(owner, id, made.owner)).toMatchObject({ __typename: "TenantMismatch" });
  const refusal = await submit(owner, id, made.owner);
  expect(refusal).toMatchObject({ __typename: "TooManyAttempts", retryAfterSeconds: 3_600 });
  expect(refusal).not.toHaveProperty("expectedTenant");

  // The cure still works, and the problem is still shown.
  const { migration } = await lookAt(owner, made.publisherId);
  expect(requirementsOf(migration).workEmail.problem).toMatchObject({ __typename: "TenantMismatch" });
  const { account } = await owner.run(TimelineDocument, { publisherId: made.publisherId, kinds: ["ANSWER_REJECTED"] });
  expect(account!.timeline.totalCount).toBe(5);
  succeeded(await submit(owner, id, made.insider));

  world.clock.advance(minutes(60));
  expect(await submit(owner, id, made.owner)).toMatchObject({ __typename: "TenantMismatch" });
});

test("attempts that no limit counts any more are deleted", async () => {
  const { made, owner, id } = await begun();
  succeeded(await submit(owner, id, made.employee));
  world.clock.advance(minutes(24 * 60) + 1);
  await sweep(world.app.services);
  expect(await world.app.services.database.reader.count(WorkEmailAttempt)).toBe(0);
});
