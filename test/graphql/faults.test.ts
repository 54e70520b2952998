import {
  AccountsPageDocument,
  NamesDocument,
  StartMigrationDocument,
  ViewerAccountsDocument,
} from "../generated/graphql";
import type { MadeAccount } from "../support/accounts";
import { ask } from "../support/ask";
import { createClient, type Client } from "../support/client";
import { logLines } from "../support/log-lines";
import { application, enroll, lookAt, start, submit, succeeded } from "../support/walk";
import { openWorld, type World } from "../support/world";

const log = logLines();
let world: World;
let made: MadeAccount;
let token: string;
let owner: Client;
beforeAll(async () => {
  world = await openWorld({ env: { LOG_LEVEL: "debug" }, logTo: log });
  made = await world.account();
  token = await world.simulator.token(made.owner);
  owner = createClient(world.url, token);
  await owner.run(ViewerAccountsDocument, {});
});
afterAll(() => world.close());

const run = (sql: string) => world.app.services.database.write((tx) => tx.query(sql));
const rename = (from: string, to: string) => run(`ALTER TABLE ${from} RENAME TO ${to}`);
/** What a trigger does that refuses a row. */
const refusing =
  process.env.TEST_DATABASE === "mysql" ? "SIGNAL SQLSTATE '45000'" : "BEGIN SELECT RAISE(ABORT, 'no'); END";

/** Runs the work while a table is missing: a fault of the service, with a real database error. */
async function withoutTable<T>(table: string, work: () => Promise<T>): Promise<T> {
  await rename(table, "gone");
  try {
    return await work();
  } finally {
    await rename("gone", table);
  }
}

const faultsIn = (errors: readonly { extensions?: unknown }[]) =>
  errors.map(({ extensions }) => (extensions as { correlationId: string }).correlationId);

test("a fault is masked, and logged once under the correlation ID that the client gets", async () => {
  log.take();
  const { status, data, errors, text } = await withoutTable("account", () =>
    ask(world.url, { body: { query: "{ viewer { accounts { nodes { displayName } } } }" }, token }),
  );
  expect({ status, data }).toEqual({ status: 200, data: null });
  expect(errors).toHaveLength(1);
  const [correlationId] = faultsIn(errors);
  expect(errors[0]).toEqual({
    message: `Something went wrong on our side. Try again later, or quote ${correlationId} to support.`,
    locations: [{ line: 1, column: 12 }],
    path: ["viewer", "accounts"],
    extensions: { code: "INTERNAL_SERVER_ERROR", correlationId },
  });
  expect(text).not.toMatch(/select|table|sqlite|mysql|stack|node_modules|\.ts/i);

  const logged = log.lines().filter((line) => line.correlationId !== undefined);
  expect(logged).toMatchObject([
    { level: 50, correlationId, msg: "a request has failed", err: { message: expect.stringMatching(/account/) } },
  ]);
  expect((await owner.run(ViewerAccountsDocument, {})).viewer.accounts.nodes).toHaveLength(1);
});

test("each fault has its own correlation ID, and at most five are returned", async () => {
  const fields = Array.from(
    { length: 8 },
    (_, i) => `a${i}: account(publisherId: "${made.publisherId}") { displayName }`,
  );
  const { data, errors } = await withoutTable("account", () =>
    ask(world.url, { body: { query: `{ ${fields.join(" ")} }` }, token }),
  );
  expect(Object.values(data!)).toEqual(fields.map(() => null));
  expect(new Set(faultsIn(errors)).size).toBe(5);
});

test("a fault in one field leaves the other fields answered", async () => {
  const query = `{ viewer { email } account(publisherId: "${made.publisherId}") { displayName } }`;
  const { data, errors } = await withoutTable("account", () => ask(world.url, { body: { query }, token }));
  expect(data).toEqual({ viewer: { email: made.owner }, account: null });
  expect(errors).toMatchObject([{ path: ["account"], extensions: { code: "INTERNAL_SERVER_ERROR" } }]);
});

test("a fault in a mutation is an INTERNAL_SERVER_ERROR and changes nothing", async () => {
  const { id: accountId, migration } = await lookAt(owner, made.publisherId);
  const { data, errors } = await withoutTable("timeline_event", () =>
    owner.send(StartMigrationDocument, { input: { accountId } }),
  );
  expect(data).toBeNull();
  expect(errors).toMatchObject([{ path: ["startMigration"], extensions: { code: "INTERNAL_SERVER_ERROR" } }]);
  const after = (await lookAt(owner, made.publisherId)).migration;
  expect(after).toMatchObject({ status: migration.status, version: migration.version });
});

test("graphql_errors_total counts errors by code", async () => {
  const counted = async () => {
    const { text } = await ask(world.url, { path: "/metrics" });
    const counts = [...text.matchAll(/^graphql_errors_total\{code="(\w+)"\} (\d+)$/gm)];
    return Object.fromEntries(counts.map(([, code, count]) => [code!, Number(count)])) as Record<string, number>;
  };
  const before = await counted();
  const query = "{ viewer { accounts { nodes { displayName } } } }";
  await withoutTable("account", () => ask(world.url, { body: { query }, token }));
  await ask(world.url, { body: { query: "{ nothing }" }, token });
  await ask(world.url, { body: { query } });
  const { INTERNAL_SERVER_ERROR, BAD_USER_INPUT = 0, UNAUTHENTICATED = 0 } = before;
  expect(await counted()).toEqual({
    ...before,
    INTERNAL_SERVER_ERROR: INTERNAL_SERVER_ERROR! + 1,
    BAD_USER_INPUT: BAD_USER_INPUT + 1,
    UNAUTHENTICATED: UNAUTHENTICATED + 1,
  });
});

test("a membership and its tenant that cannot be stored are shown all the same", async () => {
  const { owner: someone, publisherId, mpnId, tenant } = await world.account();
  const client = await world.as(someone);
  for (const table of ["mpn_membership", "tenant"])
    await run(`CREATE TRIGGER refusing_${table} BEFORE INSERT ON ${table} FOR EACH ROW ${refusing}`);
  const { account } = await client.run(NamesDocument, { publisherId });
  for (const table of ["mpn_membership", "tenant"]) await run(`DROP TRIGGER refusing_${table}`);
  expect(account!.mpn).toMatchObject({ mpnId, tenant: { tenantId: tenant.tenantId } });
});

test("a membership that could not be stored is stored the next time that Partner Center is asked", async () => {
  const [member, { owner: someone, publisherId, tenant }] = [
    await world.account(),
    await world.account({ mpn: "none" }),
  ];
  const client = await world.as(someone);
  const { id } = await start(client, { publisherId });
  await world.simulator.learn({
    mpnAccounts: [{ ...(member.world.mpnAccounts[0] as object), associatedTenants: [tenant.tenantId] }],
  });
  succeeded(await submit(client, id, someone));
  await run(`CREATE TRIGGER refusing BEFORE INSERT ON mpn_membership FOR EACH ROW ${refusing}`);
  await expect(enroll(client, id, application())).rejects.toThrow("has errors");
  await run("DROP TRIGGER refusing");
  // The membership is shown from the database, since Partner Center cannot be asked about the ID.
  await world.simulator.fault({ system: "partner-center", path: "/v1/profiles/mpn", status: 500 });
  const refusal = await enroll(client, id, application());
  await world.simulator.healAll();
  const { mpnId } = member;
  expect(refusal).toMatchObject({ __typename: "TenantAlreadyEnrolled", membership: { mpnId } });
});

test("a refusal by an upstream system is logged with its code", async () => {
  const { owner: someone, publisherId } = await world.account({ mpn: "unknown" });
  log.take();
  await lookAt(await world.as(someone), publisherId);
  const refused = log.lines().filter(({ msg }) => msg === "upstream refused");
  expect(refused).toContainEqual(expect.objectContaining({ system: "partner-center", refusal: "3000" }));
});

test("while Partner Center is down, looking up a new MPN ID is an outage, logged as a warning", async () => {
  const { owner: someone, publisherId } = await world.account();
  await world.simulator.fault({ system: "partner-center", status: 503 });
  const query = `{ account(publisherId: "${publisherId}") { displayName mpn { mpnId } } }`;
  log.take();
  const { data, errors } = await ask(world.url, { body: { query }, token: await world.simulator.token(someone) });
  await world.simulator.healAll();
  expect(data).toMatchObject({ account: { displayName: expect.any(String), mpn: null } });
  const [correlationId] = faultsIn(errors);
  const message = `The database or an upstream system is not responding right now. Try again in a moment, or quote ${correlationId} to support.`;
  expect(errors).toMatchObject([
    { message, path: ["account", "mpn"], extensions: { code: "INTERNAL_SERVER_ERROR", retryAfterSeconds: 2 } },
  ]);
  expect(log.lines().filter(({ level }) => level >= 50)).toEqual([]);
  expect(log.lines()).toContainEqual(
    expect.objectContaining({
      level: 40,
      correlationId,
      err: expect.objectContaining({ type: "UpstreamUnavailable" }),
    }),
  );
});

if (process.env.TEST_DATABASE === "mysql")
  test("a change that the database cannot make now is an outage, and is made once it is repeated", async () => {
    const { owner: someone, publisherId } = await world.account();
    const client = await world.as(someone);
    const { id: accountId } = await lookAt(client, publisherId);
    const input = { accountId, idempotencyKey: "again" };
    // What the server answers when it has waited in vain for somebody else's lock.
    const locked = "SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1205, MESSAGE_TEXT = 'Lock wait timeout exceeded'";
    await run(`CREATE TRIGGER locked BEFORE INSERT ON timeline_event FOR EACH ROW ${locked}`);
    log.take();
    const { data, errors } = await client.send(StartMigrationDocument, { input });
    await run("DROP TRIGGER locked");
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ path: ["startMigration"], extensions: { retryAfterSeconds: 2 } }]);
    expect(log.lines().filter(({ level }) => level >= 40)).toMatchObject([{ level: 40, msg: "a request has failed" }]);
    expect(await client.run(StartMigrationDocument, { input })).toMatchObject({
      startMigration: { __typename: "MigrationSuccess" },
    });
  });

test("the log contains neither tokens nor secrets", async () => {
  await withoutTable("migration", () => owner.send(AccountsPageDocument, { first: 10 }));
  await ask(world.url, { body: { query: "{ viewer { email } }" }, token: `${token}x` });
  const { CLIENT_SECRET, CODE_SECRET } = world.app.services.config;
  const text = log
    .lines()
    .map((line) => JSON.stringify(line))
    .join("\n");
  expect(text.length).toBeGreaterThan(1_000);
  for (const secret of [token.split(".")[2]!, CLIENT_SECRET, CODE_SECRET]) expect(text).not.toContain(secret);
});
