import { randomUUID } from "node:crypto";
import { ProgramDocument, RetryCppSyncDocument } from "../generated/graphql";
import type { Client } from "../support/client";
import { addUser, changed, changesOf, cppUsersOf, removeUser, userOf } from "../support/manage-users";
import { migrate } from "../support/migrate";
import { openWorld, type World } from "../support/world";

let world: World;
let support: Client;
beforeAll(async () => {
  world = await openWorld();
  const { tenant } = await world.account();
  const email = `support@${tenant.domains[0]!}`;
  const person = { email, displayName: "Sam Support", tenantId: tenant.tenantId, oid: randomUUID() };
  await world.simulator.learn({ people: [{ ...person, roles: ["Support"] }] });
  support = await world.as(email);
});
afterAll(() => world.close());

const retry = async (client: Client, { id: userId }: { id: string }, locale?: string) =>
  (await client.run(RetryCppSyncDocument, { input: { userId } }, locale)).retryCppSync;
const body = { error: { code: "UserNotAllowed", message: "CPP does not want this user." } };

/** An account with a user that CPP has refused. */
async function refusedInCpp() {
  const { made, owner } = await migrate(world);
  const user = changed(await addUser(owner, made, made.employee));
  await world.simulator.fault({ system: "cpp", method: "PUT", status: 409, body, times: 1 });
  await world.settle();
  return { made, owner, user };
}

test("support finds a failed sync and retries it, and it reaches CPP", async () => {
  const { made, owner, user } = await refusedInCpp();
  const listed = async () => (await support.run(ProgramDocument, { first: 100 })).program!.failedSyncs.nodes;
  const failed = { state: "FAILED", lastError: body.error.message };
  const { publisherId } = made;
  expect(await listed()).toEqual([{ account: { publisherId }, email: made.employee, sync: failed }]);
  expect(await retry(support, user)).toMatchObject({
    __typename: "AccountUserSuccess",
    user: { id: user.id, sync: { state: "PENDING", attempts: 0, lastError: null } },
  });
  expect(await listed()).toEqual([]);
  await world.settle();
  expect(await cppUsersOf(world, made)).toContain(`Contributor ${made.employee}`);
  expect(await userOf(owner, made, made.employee)).toMatchObject({ sync: { state: "SYNCED", attempts: 1 } });
  expect((await changesOf(owner, made))[0]).toContain("CPP_SYNCED");
});

test("a retry returns NotFound to anyone but support, and for an ID of no user", async () => {
  const { made, owner, user } = await refusedInCpp();
  for (const client of [owner, await world.as(made.contributor), await world.as((await world.account()).owner)])
    expect(await retry(client, user)).toMatchObject({ __typename: "NotFound", current: null });
  expect(await userOf(owner, made, made.employee)).toMatchObject({ sync: { state: "FAILED" } });
  for (const id of ["nonsense", Buffer.from("Account:x").toString("base64url")])
    expect(await retry(support, { id })).toMatchObject({ __typename: "NotFound" });
});

test("a sync that has not failed cannot be retried", async () => {
  const { made, owner } = await migrate(world);
  const pending = changed(await addUser(owner, made, made.employee));
  for (const user of [pending, await userOf(owner, made, made.owner)])
    expect(await retry(support, user)).toMatchObject({
      __typename: "NotAllowedNow",
      message: "This sync has not failed, so there is nothing to retry.",
    });
  expect(await retry(support, pending, "sv")).toMatchObject({ message: expect.stringContaining("inte getts upp") });
  const before = await world.account();
  const user = await userOf(await world.as(before.owner), before, before.owner);
  expect(await retry(support, user)).toMatchObject({ __typename: "NotAllowedNow" });
});

test("a retry that CPP refuses fails again, and a later removal is synced", async () => {
  const { made, owner, user } = await refusedInCpp();
  await world.simulator.fault({ system: "cpp", method: "PUT", status: 409, body, times: 1 });
  await retry(support, user);
  await world.settle();
  expect(await userOf(owner, made, made.employee)).toMatchObject({ sync: { state: "FAILED", attempts: 1 } });
  changed(await removeUser(owner, user));
  await world.settle();
  expect(await userOf(owner, made, made.employee)).toMatchObject({ access: "REMOVED", sync: { state: "SYNCED" } });
});
