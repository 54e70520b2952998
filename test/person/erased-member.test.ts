import { bringToTheLock } from "../support/bring-to";
import { minutes } from "../support/test-clock";
import { recovered, settleDown } from "../support/trouble";
import { cancel, lookAt, membersOf, start, submit, succeeded } from "../support/walk";
import { openWorld, type World } from "../support/world";
import { erasePersonIn } from "./person-commands";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test("whoever is erased after a move that had copied them has no role in Partner Center after the next", async () => {
  const { made, owner, id } = await bringToTheLock(world);
  await world.simulator.fault({ system: "cpp", status: 500 });
  await settleDown(world, owner, made);
  await recovered(world, made);
  expect(await membersOf(world, made)).toContain(`Developer ${made.contributor}`);
  succeeded(await cancel(owner, id));
  const [row] = made.world.accounts as { users: { email: string }[] }[];
  await world.simulator.changeInCpp(made.publisherId, { removeUser: made.contributor });
  await world.importRows([{ ...row, users: row!.users.filter(({ email }) => email !== made.contributor) }]);
  expect(await erasePersonIn(world, made.contributor)).toMatchObject({ status: 0 });

  world.clock.advance(minutes(1));
  await start(owner, made);
  succeeded(await submit(owner, id, made.owner));
  await world.settle();
  expect((await lookAt(owner, made.publisherId)).migration.status).toBe("COMPLETED");
  expect(await membersOf(world, made)).toEqual([`Manager ${made.secondOwner}`, `Owner ${made.owner}`]);
});
