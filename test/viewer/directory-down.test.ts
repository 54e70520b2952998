import {
  MigrationOfDocument,
  StartMigrationDocument,
  UpdateAccountSettingsDocument,
  ViewerAccountsDocument,
  ViewerDocument,
} from "../generated/graphql";
import type { MadeAccount } from "../support/accounts";
import type { Client } from "../support/client";
import { logLines } from "../support/log-lines";
import { lookAt, start } from "../support/walk";
import { openWorld, type World } from "../support/world";
import { sees } from "./sign-in";

const log = logLines();
let world: World;
let made: MadeAccount;
let owner: Client;
beforeAll(async () => {
  world = await openWorld({ env: { LOG_LEVEL: "warn" }, logTo: log });
});
beforeEach(async () => {
  made = await world.account();
  owner = await world.as(made.owner);
});
afterEach(() => world.simulator.healAll());
afterAll(() => world.close());

const directoryDown = () => world.simulator.fault({ system: "graph", status: 500 });

test("while the directory is down, a first sign-in gets an error and no empty list, and works afterwards", async () => {
  await directoryDown();
  const accounts = await owner.send(ViewerAccountsDocument, {});
  expect(accounts.data).toBeNull();
  const account = await owner.send(MigrationOfDocument, { publisherId: made.publisherId });
  expect(account.data).toEqual({ account: null });

  for (const { errors = [] } of [accounts, account]) {
    expect(errors).toHaveLength(1);
    const { message, extensions } = errors[0]!;
    const correlationId = extensions["correlationId"] as string;
    expect(extensions).toEqual({ code: "INTERNAL_SERVER_ERROR", retryAfterSeconds: 2, correlationId });
    expect(message).toMatch(
      new RegExp(`^The database or an upstream system is not responding right now\\..*${correlationId}`),
    );
    expect(log.lines().filter((line) => line.correlationId === correlationId)).toMatchObject([
      { msg: "a request has failed", err: { type: "UpstreamUnavailable" } },
    ]);
  }

  await world.simulator.healAll();
  expect(await sees(owner, made)).toBe("the account");
});

test("while the directory is down, the mutations of a first sign-in are refused for now, and tell nothing", async () => {
  const personal = await world.account({ signIn: "personal" });
  const { id: accountId } = await lookAt(await world.as(personal.owner), personal.publisherId);
  const second = await world.as(personal.secondOwner);
  await directoryDown();
  const refusal = { __typename: "TemporarilyUnavailable", safeToRetry: true, current: null };
  const { startMigration } = await second.run(StartMigrationDocument, { input: { accountId } });
  expect(startMigration).toMatchObject(refusal);
  const { updateAccountSettings } = await second.run(UpdateAccountSettingsDocument, { input: { accountId } });
  expect(updateAccountSettings).toMatchObject(refusal);

  await world.simulator.healAll();
  expect(await start(second, personal)).toMatchObject({ status: "ACTION_REQUIRED" });
});

test("while the directory is down, a person already bound still sees their accounts", async () => {
  expect(await sees(owner, made)).toBe("the account");
  await directoryDown();
  expect(await sees(owner, made)).toBe("the account");
});

test("while the directory is down, the viewer's tenant is null unless it was read before", async () => {
  await directoryDown();
  const { viewer } = await owner.run(ViewerDocument, {});
  expect(viewer).toMatchObject({ email: made.owner, identity: "WORK", tenant: null });

  await world.simulator.healAll();
  const { tenantId, displayName, defaultDomain } = made.tenant;
  const told = { viewer: { tenant: { tenantId, displayName, defaultDomain } } };
  expect(await owner.run(ViewerDocument, {})).toMatchObject(told);

  await directoryDown();
  world.clock.advance(2 * 3_600_000);
  expect(await owner.run(ViewerDocument, {})).toMatchObject(told);
});

test("while the directory is down, a personal account can sign in for the first time", async () => {
  await directoryDown();
  const personal = await world.account({ signIn: "personal" });
  const client = await world.as(personal.owner);
  expect(await sees(client, personal)).toBe("the account");
  expect((await client.run(ViewerDocument, {})).viewer).toMatchObject({
    identity: "PERSONAL_MICROSOFT_ACCOUNT",
    tenant: null,
  });
});
