import { bringTo, bringToTheLock, type Brought } from "../support/bring-to";
import type { Client } from "../support/client";
import { minutes } from "../support/test-clock";
import { recovered, settleDown } from "../support/trouble";
import { cancel, lookAt, membersOf, retry, start, submit, succeeded } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test("an MPN ID changed before the lock fails the move, which completes once it is restored", async () => {
  const other = await world.account();
  const { made, owner, id } = await bringToTheLock(world);
  await world.simulator.changeInCpp(made.publisherId, { mpnId: other.mpnId });
  world.clock.advance(minutes(1));
  await world.settle();
  const { migration } = await lookAt(owner, made.publisherId);
  expect(migration).toMatchObject({ status: "FAILED", failure: { code: "CPP_REJECTED", retryable: false } });
  expect(migration.failure!.message).toBe(
    "The MPN ID was changed in Cloud Partner Portal while the account was moving. If the new one is right, cancel and start again; otherwise restore the earlier one there and try again.",
  );
  expect((await world.simulator.state(made.publisherId)).cpp.locked).toBe(false);
  await world.simulator.changeInCpp(made.publisherId, { mpnId: made.mpnId });
  succeeded(await retry(owner, id));
  await world.settle();
  expect((await lookAt(owner, made.publisherId)).migration.status).toBe("COMPLETED");
});

test("a starter removed before the lock fails the move, and the owner who takes over is the OWNER", async () => {
  const { made, id } = await bringToTheLock(world);
  await world.simulator.changeInCpp(made.publisherId, { removeUser: made.owner });
  world.clock.advance(minutes(1));
  await world.settle();
  const second = await world.as(made.secondOwner);
  expect((await lookAt(second, made.publisherId)).migration).toMatchObject({
    ...{ status: "FAILED", failure: { code: "CPP_REJECTED", retryable: false } },
  });
  succeeded(await cancel(second, id));
  await start(second, made);
  succeeded(await submit(second, id, made.secondOwner));
  await world.settle();
  expect((await lookAt(second, made.publisherId)).migration.status).toBe("COMPLETED");
  expect(await membersOf(world, made)).toEqual([`Developer ${made.contributor}`, `Owner ${made.secondOwner}`]);
});

test("CPP is locked already, and its answers to that were lost: the move cannot be canceled, but finished", async () => {
  const brought = await bringTo(world, "VERIFYING");
  const { made, owner, id } = brought;
  await world.simulator.fault({ system: "cpp", method: "PUT", after: true, drop: true });
  await world.settle();
  await world.simulator.healAll();
  await world.simulator.fault({ system: "cpp", status: 500 });
  await settleDown(world, owner, made);
  const failure = { code: "CPP_UNREACHABLE", retryable: true };
  const { migration } = await lookAt(owner, made.publisherId);
  expect(migration).toMatchObject({ status: "FAILED", failure });
  expect(await cancel(owner, id)).toMatchObject({
    __typename: "TemporarilyUnavailable",
    current: { status: "FAILED" },
  });

  await recovered(world, made);
  expect((await world.simulator.state(made.publisherId)).cpp.locked).toBe(true);
  expect(await cancel(owner, id)).toMatchObject({
    ...{ __typename: "NotAllowedNow", path: [], current: { status: "FAILED" } },
    message:
      "Cloud Partner Portal is already read-only for this account, so the move can no longer be canceled. Wait until it is done, or try again if it has stopped.",
  });
  expect((await lookAt(owner, made.publisherId)).migration).toEqual(migration);
  succeeded(await retry(owner, id));
  expect(await cancel(owner, id)).toMatchObject({ __typename: "NotAllowedNow", current: { status: "VERIFYING" } });
  await world.settle();
  expect((await lookAt(owner, made.publisherId)).migration.status).toBe("COMPLETED");
  expect(await membersOf(world, made)).toContain(`Owner ${made.owner}`);
});

/** Lets the move go on up to the lock, which CPP refuses. */
async function goOnToTheRefusedLock(): Promise<void> {
  const body = { error: { code: "NotNow", message: "The publisher cannot be locked." } };
  await world.simulator.fault({ ...{ system: "cpp", method: "PUT" }, status: 400, body });
  await world.settle();
  await world.simulator.healAll();
}

/** Cancels what another owner has begun, and starts in their place. */
async function takeUp({ made, id }: Brought, email: string): Promise<Client> {
  const client = await world.as(email);
  expect((await lookAt(client, made.publisherId)).migration.status).toBe("FAILED");
  succeeded(await cancel(client, id));
  world.clock.advance(minutes(1));
  await start(client, made);
  succeeded(await submit(client, id, email));
  return client;
}

test("an owner who cancels after copying and starts is the OWNER, and the first starter a MANAGER", async () => {
  const brought = await bringTo(world, "VERIFYING");
  const { made } = brought;
  await goOnToTheRefusedLock();
  const second = await takeUp(brought, made.secondOwner);
  await world.settle();
  expect((await lookAt(second, made.publisherId)).migration.status).toBe("COMPLETED");
  expect(await membersOf(world, made)).toEqual([
    `Developer ${made.contributor}`,
    `Manager ${made.owner}`,
    `Owner ${made.secondOwner}`,
  ]);
});

test("after owners have taken turns, every member has the role that follows from the last start", async () => {
  const brought = await bringTo(world, "VERIFYING");
  const { made, owner } = brought;
  await goOnToTheRefusedLock();
  await takeUp(brought, made.secondOwner);
  await goOnToTheRefusedLock();
  await takeUp(brought, made.owner);
  await world.settle();
  expect((await lookAt(owner, made.publisherId)).migration.status).toBe("COMPLETED");
  expect(await membersOf(world, made)).toEqual([
    `Developer ${made.contributor}`,
    `Manager ${made.secondOwner}`,
    `Owner ${made.owner}`,
  ]);
});
