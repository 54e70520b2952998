import { jobHandlers } from "../../src/outbox/handlers";
import { createWorker } from "../../src/outbox/worker";
import type { Upstream } from "../../src/upstream/upstream";
import { bringToTheLock } from "../support/bring-to";
import { settingsIn, settingsInPartnerCenter, update } from "../support/manage-settings";
import { changed, removeUser, userOf } from "../support/manage-users";
import { minutes } from "../support/test-clock";
import { lookAt, membersOf } from "../support/walk";
import { gate, type Gate } from "../support/workplace";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const afterwards = async <T>(answer: Promise<T>, door: Gate): Promise<T> => {
  const what = await answer;
  await door.pass();
  return what;
};

/** The upstream systems, one of which answers only once the door is open. */
const held: Record<string, (upstream: Upstream, door: Gate) => Upstream> = {
  "CPP's account": (upstream, door) => ({
    ...upstream,
    cpp: { ...upstream.cpp, publisher: (id) => afterwards(upstream.cpp.publisher(id), door) },
  }),
  "Partner Center's members": (upstream, door) => ({
    ...upstream,
    partnerCenter: {
      ...upstream.partnerCenter,
      members: (seller) => afterwards(upstream.partnerCenter.members(seller), door),
    },
  }),
};

test.each(Object.keys(held))(
  "a stale run that read %s before the account had moved changes nothing afterwards",
  async (what) => {
    const { made, owner } = await bringToTheLock(world);
    const { services } = world.app;
    const door = gate();
    const slow = createWorker({ ...services, upstream: held[what]!(services.upstream, door) }, jobHandlers);
    const other = createWorker(services, jobHandlers);
    world.clock.advance(minutes(1));
    const running = slow.drain();
    await door.arrived;
    world.clock.advance(minutes(1));
    await other.drain();
    expect((await lookAt(owner, made.publisherId)).migration.status).toBe("COMPLETED");
    settingsIn(await update(owner, made, { displayName: "New name" }));
    changed(await removeUser(owner, await userOf(owner, made, made.contributor)));

    door.open();
    await running;
    expect(await settingsInPartnerCenter(world, made)).toMatchObject({ companyName: "New name" });
    expect(await membersOf(world, made)).toEqual([`Manager ${made.secondOwner}`, `Owner ${made.owner}`]);
    expect(await userOf(owner, made, made.contributor)).toMatchObject({ access: "REMOVED" });
    expect((await lookAt(owner, made.publisherId)).banner!.message).toContain("New name");
  },
);
