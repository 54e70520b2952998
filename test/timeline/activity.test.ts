import { createApp } from "../../src/app";
import { createActivityWatch } from "../../src/timeline/activity-watch";
import { TimelineDocument } from "../generated/graphql";
import type { MadeAccount } from "../support/accounts";
import { bringTo } from "../support/bring-to";
import type { Client } from "../support/client";
import { follow, followed, giveEvents, type Activity, type Follower, type Following } from "../support/follow";
import { logLines } from "../support/log-lines";
import { addUser, changed, removeUser, userOf } from "../support/manage-users";
import { migrate } from "../support/migrate";
import { statementsOf } from "../support/statements";
import { lookAt, start, submit } from "../support/walk";
import { openWorld, type World } from "../support/world";

const log = logLines();
let world: World;
beforeAll(async () => {
  world = await openWorld({ env: { LOG_LEVEL: "warn" }, logTo: log });
});
const followers: Follower[] = [];
afterEach(async () => {
  for (const follower of followers.splice(0)) await follower.stop();
  await followed(world.url, 0);
});
afterAll(() => world.close());

const kindsOf = (events: Activity[]) => events.map(({ node }) => node.kind);
const nobody = "nobody@no-tenant.example.com";
const beginning = "";
function cursor(place: unknown): string {
  return Buffer.from(JSON.stringify([place])).toString("base64url");
}

/** Follows the account as that person; another process has its own `url`. */
async function followAs(
  email: string,
  { publisherId }: MadeAccount,
  following: Partial<Following> = {},
  url = world.url,
) {
  const token = following.token ?? (await world.simulator.token(email));
  const accountId = following.accountId ?? (await lookAt(await world.as(email), publisherId)).id;
  const follower = follow(url, { ...following, token, accountId });
  followers.push(follower);
  return follower;
}

/** Submits wrong addresses, each of which adds an event. */
async function stumble(owner: Client, id: string, times: number): Promise<void> {
  for (let i = 0; i < times; i++) await submit(owner, id, nobody);
}

// This test comes first: the token expires by the real clock, while the service's clock stands still.
test("the connection is closed with 4403 when its token expires", async () => {
  const made = await world.account();
  const token = await world.simulator.token(made.owner, { expiresIn: 2 });
  const follower = await followAs(made.owner, made, { token });
  expect(await follower.end()).toEqual({ code: 4403 });
});

test("each new event is delivered with the current state of its account", async () => {
  const { made, owner } = await migrate(world);
  const follower = await followAs(made.owner, made);
  await followed(world.url, 1);
  const employee = ({ node }: Activity) => node.account.users.nodes.find((user) => user.email === made.employee);

  const added = changed(await addUser(owner, made, made.employee));
  const first = await follower.next();
  expect(first.node).toMatchObject({ kind: "USER_ADDED", account: { migration: { status: "COMPLETED" } } });
  expect(employee(first)).toMatchObject({ removedAt: null, sync: { state: "PENDING" } });

  await world.settle();
  const second = await follower.next();
  expect(second.node.kind).toBe("CPP_SYNCED");
  expect(employee(second)).toMatchObject({ sync: { state: "SYNCED" } });

  changed(await removeUser(owner, added));
  const third = await follower.next();
  expect(third.node.kind).toBe("USER_REMOVED");
  expect(employee(third)).toMatchObject({ removedAt: expect.any(String), sync: { state: "PENDING" } });
  await world.settle();
  expect(employee(await follower.next())).toMatchObject({ sync: { state: "SYNCED" } });
});

test("a client that resumes after its last cursor misses no event and gets none twice", async () => {
  const { made, owner, id } = await bringTo(world, "ACTION_REQUIRED");
  await stumble(owner, id, 4);
  const all = (await owner.run(TimelineDocument, { publisherId: made.publisherId, first: 100 })).account!.timeline;
  const before = await followAs(made.owner, made, { after: beginning });
  const seen = await before.take(3);
  await before.stop();
  await followed(world.url, 0);

  await stumble(owner, id, 2);
  const after = await followAs(made.owner, made, { after: seen.at(-1)!.cursor });
  seen.push(...(await after.take(4)));
  await stumble(owner, id, 1);
  seen.push(await after.next());

  const { nodes } = (await owner.run(TimelineDocument, { publisherId: made.publisherId, first: 100 })).account!
    .timeline;
  expect(nodes).toHaveLength(all.nodes.length + 3);
  expect(seen.map(({ node }) => node.id)).toEqual(nodes.map((node) => node.id).toReversed());
});

test("a client that resumes with the empty cursor of an empty timeline misses no event", async () => {
  const made = await world.account();
  const before = await followAs(made.owner, made, { after: beginning });
  await followed(world.url, 1);
  await before.stop();
  await followed(world.url, 0);

  const owner = await world.as(made.owner);
  const { id } = await start(owner, made);
  await submit(owner, id, nobody);
  const after = await followAs(made.owner, made, { after: beginning });
  expect(kindsOf(await after.take(2))).toEqual(["STATUS_CHANGED", "ANSWER_REJECTED"]);
});

test("more events than one read returns are delivered in order", async () => {
  const made = await world.account();
  await giveEvents(world, made, 250);
  const follower = await followAs(made.owner, made, { after: beginning });
  const cursors = (await follower.take(250)).map((event) => event.cursor);
  expect(cursors).toEqual(Array.from({ length: 250 }, (_, index) => cursor(index + 1)));
});

test("a subscription continues from the end cursor of a timeline query", async () => {
  const { made, owner, id } = await bringTo(world, "ACTION_REQUIRED");
  const { publisherId } = made;
  const page = (await owner.run(TimelineDocument, { publisherId, first: 1 })).account!.timeline;
  const follower = await followAs(made.owner, made, { after: page.pageInfo.endCursor! });
  await submit(owner, id, nobody);
  expect((await follower.next()).node.kind).toBe("ANSWER_REJECTED");
});

test("a contributor gets an event's message without the owner's answer", async () => {
  const { made, owner, id } = await bringTo(world, "ACTION_REQUIRED");
  const [told, untold] = [await followAs(made.owner, made), await followAs(made.contributor, made)];
  await followed(world.url, 2);
  await submit(owner, id, made.employee);
  expect((await told.next()).node.message).toBe(`A code is on its way to ${made.employee}.`);
  expect((await untold.next()).node.message).toBe("A code is on its way to the work e-mail.");
});

test("messages are in the language that the connection asks for", async () => {
  const { made } = await bringTo(world, "COMPLETED");
  const follower = await followAs(made.owner, made, { after: beginning, acceptLanguage: "sv-SE, en;q=0.5" });
  const messages = (await follower.take(9)).map(({ node }) => node.message);
  expect(messages.at(-1)).toBe("Kontot hanteras nu i Partner Center.");
});

test("an event written by another process is delivered, and a stopping process closes with 1001", async () => {
  const { made, owner, id } = await bringTo(world, "ACTION_REQUIRED");
  const other = await createApp(world.app.services.config, world.app.services.log, world.clock);
  const url = await other.start();
  await other.ready();
  const follower = await followAs(made.owner, made, {}, url);
  await followed(url, 1);
  await submit(owner, id, nobody);
  expect((await follower.next()).node.kind).toBe("ANSWER_REJECTED");
  // A process that stops closes its connections, so that clients connect elsewhere.
  const end = follower.end();
  await other.stop();
  expect(await end).toEqual({ code: 1001 });
});

test("a contributor gets the same events as an owner, without their problems", async () => {
  const { made, owner, id } = await bringTo(world, "ACTION_REQUIRED", { mpn: "other-tenant" });
  await submit(owner, id, made.owner);
  const [first, second] = [
    await followAs(made.contributor, made, { after: beginning }),
    await followAs(made.owner, made, { after: beginning }),
  ];
  const [theirs, ours] = [await first.take(2), await second.take(2)];
  expect(kindsOf(theirs)).toEqual(kindsOf(ours));
  expect(theirs[1]!.node.problem).toBeNull();
  expect(ours[1]!.node.problem).toEqual({ __typename: "TenantMismatch" });
});

describe("a subscription ends with an error", () => {
  const forbidden = {
    errors: [
      expect.objectContaining({
        message: "This account does not exist, or you do not have access to it.",
        extensions: { code: "FORBIDDEN" },
      }),
    ],
  };

  test("for another's account, the same one as for an unknown account", async () => {
    const [mine, other] = [await world.account(), await world.account()];
    const theirs = (await lookAt(await world.as(other.owner), other.publisherId)).id;
    const absent = Buffer.from("Account:AAAAAAAAAAAAAAAAAAAAAA").toString("base64url");
    for (const accountId of [theirs, absent, "x", ""])
      expect(await (await followAs(mine.owner, mine, { accountId })).end()).toEqual(forbidden);
  });

  test("when its user is removed, without delivering that removal", async () => {
    const { made, owner } = await migrate(world);
    const follower = await followAs(made.contributor, made);
    await followed(world.url, 1);
    changed(await removeUser(owner, await userOf(owner, made, made.contributor)));
    expect(await follower.end()).toEqual(forbidden);
  });

  test("at the next event after an import has removed its user", async () => {
    const { made, owner, id } = await bringTo(world, "ACTION_REQUIRED");
    const follower = await followAs(made.contributor, made);
    await followed(world.url, 1);
    const [row] = made.world.accounts as [{ users: { email: string }[] }];
    await world.importRows([{ ...row, users: row.users.filter((user) => user.email !== made.contributor) }]);
    await submit(owner, id, nobody);
    expect(await follower.end()).toEqual(forbidden);
  });

  test("for a cursor that the timeline does not have", async () => {
    const { made } = await bringTo(world, "ACTION_REQUIRED");
    for (const after of ["x", cursor("x"), cursor(1.5), cursor(2), cursor(1e15)]) {
      const end = await (await followAs(made.owner, made, { after })).end();
      expect(end).toMatchObject({ errors: [{ extensions: { code: "BAD_USER_INPUT" } }] });
    }
  });
});

test("who waits when the watch is closed, or after that, is told that it is over, and the database is not asked", async () => {
  const { database, log: serviceLog } = world.app.services;
  const watch = createActivityWatch(database, serviceLog);
  const { signal } = new AbortController();
  const before = watch.beyond("account", 0, signal);
  watch.close();
  expect(
    await statementsOf(database, async () => expect(await watch.beyond("account", 0, signal)).toBe(false)),
  ).toEqual([]);
  expect(await before).toBe(false);
});

test("a subscription continues after its timeline could not be read for a while", async () => {
  const { made, owner, id } = await bringTo(world, "ACTION_REQUIRED");
  const follower = await followAs(made.owner, made);
  await followed(world.url, 1);
  const { database } = world.app.services;
  log.take();
  const rename = (from: string, to: string) => database.write((tx) => tx.query(`ALTER TABLE ${from} RENAME TO ${to}`));
  await submit(owner, id, nobody);
  const event = follower.next();
  await event;
  await rename("timeline_event", "away");
  const next = follower.next();
  await database.write((tx) => tx.query("UPDATE account SET event_count = event_count + 1"));
  await log.heard(1);
  await rename("away", "timeline_event");
  await database.write((tx) => tx.query("UPDATE account SET event_count = event_count - 1"));
  await submit(owner, id, nobody);
  expect((await next).node.kind).toBe("ANSWER_REJECTED");
  expect(log.take()).toContain("could not read a followed timeline; will try again");
});

test("a subscription delivers every event from the start to COMPLETED", async () => {
  const made = await world.account();
  const follower = await followAs(made.owner, made);
  await followed(world.url, 1);
  const owner = await world.as(made.owner);
  const { id } = await start(owner, made);
  await submit(owner, id, made.owner);
  await world.settle();
  const events = await follower.take(8);
  expect(kindsOf(events)).toEqual([
    "STATUS_CHANGED",
    "ANSWER_ACCEPTED",
    "STATUS_CHANGED",
    ...["STEP_FINISHED", "STATUS_CHANGED", "STEP_FINISHED", "STEP_FINISHED", "STEP_FINISHED"],
  ]);
  expect((await follower.next()).node).toMatchObject({
    kind: "STATUS_CHANGED",
    account: { migration: { status: "COMPLETED" } },
  });
});
