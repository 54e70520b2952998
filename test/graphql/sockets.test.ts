import { once } from "node:events";
import { WebSocket } from "ws";
import { createSchema } from "../../src/graphql/build-schema";
import { persistedOperations } from "../../src/graphql/persisted/persisted-operations";
import { createRateLimit } from "../../src/graphql/rate-limit";
import { createSubscriptionServer } from "../../src/graphql/subscription-server";
import { createMetrics } from "../../src/metrics";
import type { Viewer } from "../../src/viewer/viewer";
import { ask } from "../support/ask";
import type { MadeAccount } from "../support/accounts";
import { followed, giveEvents } from "../support/follow";
import { logLines } from "../support/log-lines";
import { viewerOf } from "../support/rows";
import { statementsOf } from "../support/statements";
import { lookAt } from "../support/walk";
import { openWorld, type World } from "../support/world";
import { spread, times } from "./questions";

const log = logLines();
let world: World;
let made: MadeAccount;
let token: string;
let accountId: string;
beforeAll(async () => {
  world = await openWorld({ env: { LOG_LEVEL: "warn" }, logTo: log });
  made = await world.account();
  token = await world.simulator.token(made.owner);
  ({ id: accountId } = await lookAt(await world.as(made.owner), made.publisherId));
});
afterEach(() => expect(log.take()).toBe(""));
afterAll(() => world.close());

interface Message {
  type: string;
  id?: string;
  payload?: unknown;
}

/** Opens a socket on which a test can send anything. */
async function connect(protocol = "graphql-transport-ws") {
  const socket = new WebSocket(`${world.url.replace("http", "ws")}/graphql`, protocol);
  const messages: Message[] = [];
  socket.on("message", (data: Buffer) => messages.push(JSON.parse(data.toString()) as Message));
  const closed = new Promise<number>((resolve) => socket.once("close", resolve));
  await once(socket, "open");
  return {
    socket,
    closed,
    say: (message: unknown) => socket.send(typeof message === "string" ? message : JSON.stringify(message)),
    heard: async (): Promise<Message> => {
      while (messages.length === 0) await once(socket, "message");
      return messages.shift()!;
    },
    hangUp: async () => {
      socket.close();
      await closed;
    },
  };
}

const init = (payload?: object) => ({ type: "connection_init", ...(payload && { payload }) });
const subscribe = (query: string, more: object = {}, id = "1") => ({
  id,
  type: "subscribe",
  payload: { query, ...more },
});
const activity = () => `subscription { accountActivity(accountId: "${accountId}") { cursor } }`;

async function welcome() {
  const connection = await connect();
  connection.say(init({ authorization: `Bearer ${token}` }));
  expect(await connection.heard()).toEqual({ type: "connection_ack" });
  return connection;
}

describe("a connection is closed", () => {
  test.each<[string, object | undefined]>([
    ["sends no connection parameters", undefined],
    ["sends an authorization that is not a string", { authorization: 7 }],
    ["sends another scheme than Bearer", { authorization: "Basic eDp5" }],
    ["sends a malformed token", { authorization: "Bearer x.y.z" }],
  ])("when the client %s", async (_, payload) => {
    const { say, closed } = await connect();
    say(init(payload));
    expect(await closed).toBe(4401);
  });

  test("with 4401 for a forged token or another audience, and with 4403 for an expired token", async () => {
    const codes: number[] = [];
    for (const forge of [{ forge: "signature" }, { aud: "another" }, { expiresIn: -10 }]) {
      const bad = await world.simulator.token(made.owner, forge);
      const { say, closed } = await connect();
      say(init({ Authorization: `Bearer ${bad}` }));
      codes.push(await closed);
    }
    expect(codes).toEqual([4401, 4401, 4403]);
  });

  test.each<[string, unknown, number]>([
    ["subscribes before the connection is acknowledged", subscribe("subscription { x }"), 4401],
    ["sends text that is not a message", "hello", 4400],
    ["sends a message of an unknown type", { type: "hello" }, 4400],
    ["sends a message that only servers send", { type: "connection_ack" }, 4400],
    ["sends more than 64 KB", "x".repeat(65_537), 1009],
  ])("when the client %s", async (_, message, code) => {
    const { say, closed } = await connect();
    say(message);
    expect(await closed).toBe(code);
  });

  test("after a second connection_init, or a second operation with the same ID", async () => {
    const twice = await welcome();
    twice.say(init({ authorization: `Bearer ${token}` }));
    expect(await twice.closed).toBe(4429);
    const alike = await welcome();
    alike.say(subscribe(activity()));
    await followed(world.url, 1);
    alike.say(subscribe(activity()));
    expect(await alike.closed).toBe(4409);
    await followed(world.url, 0);
  });

  test("unless the client speaks graphql-transport-ws", async () => {
    await expect(connect("graphql-ws")).rejects.toThrow();
    const socket = new WebSocket(`${world.url.replace("http", "ws")}/graphql`);
    const [code] = (await once(socket, "close")) as [number];
    expect(code).toBe(4406);
  });
});

test.each<[string, string, object]>([
  ["a query", "{ viewer { email } }", {}],
  ["a mutation", 'mutation { startMigration(input: { accountId: "x" }) { __typename } }', {}],
  ["a syntax error", "subscription {", {}],
  ["an unknown field", 'subscription { accountActivity(accountId: "x") { curser } }', {}],
  [
    "a subscription to two fields",
    'subscription { a: accountActivity(accountId: "x") { cursor } b: accountActivity(accountId: "x") { cursor } }',
    {},
  ],
  ["an unknown operation", 'subscription A { accountActivity(accountId: "x") { cursor } }', { operationName: "B" }],
  ["a missing variable", "subscription ($id: ID!) { accountActivity(accountId: $id) { cursor } }", {}],
  [
    "a variable of the wrong type",
    "subscription ($id: ID!) { accountActivity(accountId: $id) { cursor } }",
    { variables: { id: {} } },
  ],
  ["an account that is none", 'subscription { accountActivity(accountId: "x", after: "x") { cursor } }', {}],
])("%s is answered with an error, and the connection stays open", async (what, query, more) => {
  const { say, heard, hangUp } = await welcome();
  say(subscribe(query, more));
  const { type, payload } = await heard();
  const [error] = type === "error" ? (payload as object[]) : (payload as { errors: object[] }).errors;
  const code = what === "an account that is none" ? "FORBIDDEN" : "BAD_USER_INPUT";
  expect(error).toMatchObject({ message: expect.any(String), extensions: { code } });
  say({ type: "ping" });
  const next = await heard();
  expect((next.type === "complete" ? await heard() : next).type).toBe("pong");
  await hangUp();
});

const about = (selection: string) =>
  `subscription { accountActivity(accountId: "x") { node { account { ${selection} } } } }`;
test.each<[string, string]>([
  ["31 aliases", about(times(31, (i) => `a${i}: id`))],
  ["fields nested too deep", about(`${"migration { account { ".repeat(10)} id ${"} }".repeat(10)}`)],
  ["100 fragments that each spread the next one twice", `${about("...F0")} ${spread("Account", "id", 100, 2)}`],
  ["8 fragments that each spread the next one 12 times", `${about("...F0")} ${spread("Account", "id", 8, 12)}`],
  ["fragments that come to 2,000 selections", `${about("...F0")} ${spread("Account", "id", 3, 13)}`],
  ["2,001 tokens", about(times(2_001, () => "id"))],
  ["a directive on each of 31 fields", about(times(31, () => "id @include(if: true)"))],
  ["600 unknown directives on one field", about(`id ${times(600, () => "@a")}`)],
])("a subscription with %s is refused", async (_, query) => {
  const { say, heard, hangUp } = await welcome();
  say(subscribe(query));
  const { type, payload } = await heard();
  expect(type).toBe("error");
  expect((payload as object[]).length).toBeLessThanOrEqual(5);
  expect(JSON.stringify(payload).length).toBeLessThan(4_000);
  await hangUp();
});

test("a subscription with a selection that costs too much is refused as QUERY_TOO_EXPENSIVE", async () => {
  const { say, heard, hangUp } = await welcome();
  const nested = "timeline(first: 100) { nodes { account { users(first: 100) { nodes { displayName email } } } } }";
  say(subscribe(about(nested)));
  const { payload } = await heard();
  expect(payload).toMatchObject([{ extensions: { code: "QUERY_TOO_EXPENSIVE" } }]);
  await hangUp();
});

test("a connection that closes while its token is verified leaves nothing behind", async () => {
  const { services } = world.app;
  let verified = (_: Viewer): void => undefined;
  const schema = createSchema();
  const server = createSubscriptionServer({
    ...{ schema, services, log: services.log, metrics: createMetrics(), production: true, isReady: () => true },
    verifyToken: () => new Promise((resolve) => (verified = resolve)),
    rates: createRateLimit(0, services.clock),
    persisted: persistedOperations({ files: [], only: false }, schema, services.log),
  });
  const { socket, hangUp } = await connect();
  let take!: (message: string) => Promise<void>;
  const closed = server.opened(
    {
      ...{ protocol: socket.protocol, send: async () => undefined, close: () => undefined },
      onMessage: (taken) => void (take = taken),
    },
    { socket, ip: "127.0.0.1" },
  );
  const taken = take(JSON.stringify(init({ authorization: `Bearer ${token}` })));
  await closed(1001, "");
  const timers = jest.spyOn(globalThis, "setTimeout");
  verified(viewerOf());
  await taken;
  expect(timers).not.toHaveBeenCalled();
  timers.mockRestore();
  await hangUp();
});

test("a connection may have 50 subscriptions, and one that completes makes room for another", async () => {
  const { say, heard, hangUp } = await welcome();
  for (let id = 1; id <= 50; id++) say(subscribe(activity(), {}, String(id)));
  await followed(world.url, 50);
  say(subscribe(activity(), {}, "51"));
  expect(await heard()).toMatchObject({ id: "51", type: "error", payload: [{ extensions: { code: "RATE_LIMITED" } }] });
  say({ id: "7", type: "complete" });
  await followed(world.url, 49);
  say(subscribe(activity(), {}, "51"));
  await followed(world.url, 50);
  await hangUp();
  await followed(world.url, 0);
});

test("a person may have 20 connections, and one that closes makes room for another", async () => {
  const open = [];
  for (let n = 1; n <= 20; n++) open.push(await welcome());
  const { say, closed } = await connect();
  say(init({ authorization: `Bearer ${token}` }));
  expect(await closed).toBe(1013);
  const another = await connect();
  another.say(init({ authorization: `Bearer ${await world.simulator.token(made.contributor)}` }));
  expect(await another.heard()).toEqual({ type: "connection_ack" });
  await open.pop()!.hangUp();
  open.push(await welcome(), another);
  for (const { hangUp } of open) await hangUp();
});

test("past events are no longer read once the client has disconnected", async () => {
  const long = await world.account();
  await giveEvents(world, long, 4_000);
  const { id } = await lookAt(await world.as(long.owner), long.publisherId);
  const statements = await statementsOf(world.app.services.database, async () => {
    const { socket, closed, say, heard } = await connect();
    say(init({ authorization: `Bearer ${await world.simulator.token(long.owner)}` }));
    await heard();
    const after = Buffer.from("[0]").toString("base64url");
    say(subscribe(`subscription { accountActivity(accountId: "${id}", after: "${after}") { cursor } }`));
    await heard();
    socket.terminate();
    await closed;
    await followed(world.url, 0);
  });
  const reads = statements.filter(({ sql }) => /FROM .timeline_event/.test(sql));
  expect(reads.length).toBeGreaterThan(0);
  expect(reads.length).toBeLessThan(20);
});

test("/graphql still answers HTTP, and a WebSocket upgrade on another path is refused", async () => {
  expect(await ask(world.url, { body: { query: "{ viewer { email } }" }, token })).toMatchObject({ status: 200 });
  const socket = new WebSocket(`${world.url.replace("http", "ws")}/healthz`, "graphql-transport-ws");
  const [error] = (await once(socket, "error").catch((thrown: unknown) => [thrown])) as [Error];
  expect(error).toBeInstanceOf(Error);
});
