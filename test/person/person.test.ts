import { randomUUID } from "node:crypto";
import {
  AccountUsersDocument,
  SubmitWorkEmailDocument,
  TimelineDocument,
  ViewerAccountsDocument,
} from "../generated/graphql";
import { principalOf } from "../../src/address";
import type { Database } from "../../src/database/database";
import { bringTo } from "../support/bring-to";
import { addUser, changed, changeRole, removeUser, userOf } from "../support/manage-users";
import { migrate } from "../support/migrate";
import { reconcileIn } from "../support/reconcile";
import { application, cancel, enroll, lookAt, start, submit, succeeded } from "../support/walk";
import { openWorld, type World } from "../support/world";
import { erasePersonIn, exportPersonIn, messages, tablesNaming } from "./person-commands";

let world: World;
beforeAll(async () => {
  world = await openWorld({ env: { RECONCILE_PER_SECOND: "1000" } });
});
afterAll(() => world.close());

const name = "Nora Nordin-Åkesson";

const erase = (who: string, database?: Database, closed?: string[]) => erasePersonIn(world, who, { database, closed });
const exported = (who: string) => exportPersonIn(world, who);
const tablesWith = (...texts: string[]) => tablesNaming(world, ...texts);

/** Leaves traces of Nora: as a user, as a work e-mail, as the contact of an application, and in a reconciliation. */
async function leaveTraces() {
  const { made, owner } = await migrate(world);
  const nora = made.employee;
  changed(await addUser(owner, made, nora, "MANAGER", { displayName: name }));
  await world.settle();
  const herself = await world.as(nora);
  changed(await changeRole(herself, await userOf(owner, made, made.contributor), "MARKETER"));
  await world.settle();
  await world.simulator.changeInCpp(made.publisherId, { removeUser: nora });
  await reconcileIn(world);
  await world.settle();

  const elsewhere = await bringTo(world, "ACTION_REQUIRED");
  const input = { migrationId: elsewhere.id, workEmail: nora.replace("employee", "Employee"), idempotencyKey: "one" };
  const { submitWorkEmail } = await elsewhere.owner.run(SubmitWorkEmailDocument, { input });
  expect(submitWorkEmail.__typename).toBe("TenantMismatch");

  const applying = await world.account({ mpn: "none" });
  const applicant = await world.as(applying.owner);
  const { id } = await start(applicant, applying);
  succeeded(await submit(applicant, id, applying.owner));
  const primaryContact = { firstName: "Nora", lastName: "Nordin-Åkesson", email: nora, phone: null };
  succeeded(await enroll(applicant, id, application({ primaryContact })));
  return { made, owner, nora, herself, elsewhere, applying, applicant, id };
}

test("a person is exported, and erased from every table once no other system would bring them back", async () => {
  const { made, owner, nora, herself, elsewhere, applying, applicant, id } = await leaveTraces();
  const everywhere = ["account_user", "idempotency_record", "migration", "mpn_application", "person"];
  expect(await tablesWith(nora, name)).toEqual([...everywhere, "reconciliation_finding", "timeline_event"]);
  const rows = await exported(nora);
  expect(Object.keys(rows).sort()).toEqual(
    [...everywhere, "account", "reconciliation_finding", "timeline_event", "work_email_attempt"].sort(),
  );
  expect(rows["account_user"]).toMatchObject([{ email: nora, name }]);
  expect(rows["timeline_event"]!.length).toBeGreaterThan(5);
  for (const table of everywhere) expect(rows[table]).toHaveLength(1);

  const kept = await erase(nora);
  expect(kept.status).toBe(1);
  expect(kept.text.trimEnd().split("\n").sort()).toEqual(
    [
      `${made.publisherId}: ${nora} is a user, and Partner Center would bring them back. Remove the user first (removeAccountUser).`,
      `${applying.publisherId}: ${nora} is the contact of an application that is being vetted. Wait for the decision, or cancel the move first.`,
      "Not erased.",
    ].sort(),
  );
  succeeded(await cancel(applicant, id));
  changed(await removeUser(owner, await userOf(owner, made, nora)));
  expect(await erase(nora)).toMatchObject({ status: 1, text: expect.stringContaining("CPP has not heard of it yet") });
  await world.settle();
  expect(await tablesWith(nora)).toContain("account_user");

  const { database } = world.app.services;
  let writes = 0;
  const dying: Database = {
    ...database,
    write: (unit) => (++writes > 2 ? Promise.reject(new Error("killed")) : database.write(unit)),
  };
  await expect(erase(nora, dying)).rejects.toThrow("killed");
  const { status, text } = await erase(nora);
  expect(status).toBe(0);
  expect(text).toMatch(/^Erased: \d+ rows, of \d accounts and of no account\.\nOut of reach: .*rejected/);
  expect(await tablesWith(nora, name, "Nora")).toEqual([]);
  expect(Object.values(await exported(nora)).flat()).toEqual([]);
  expect(await erase(nora)).toMatchObject({ status: 0, text: expect.stringMatching(/^Nothing is kept/) });

  const said = await messages(owner, made.publisherId);
  expect(said).toContain("A former user was added as a manager.");
  expect(said).toContain("The change to a former user has reached Cloud Partner Portal.");
  expect(said.join()).not.toContain("\u0000");
  expect(await messages(owner, made.publisherId, "sv")).toContain("En tidigare användare lades till som chef.");
  const { account } = await owner.run(TimelineDocument, { publisherId: made.publisherId, first: 100 });
  expect(account!.timeline.nodes.map(({ actor }) => actor?.displayName)).toContain("a former user");
  const view = await lookAt(elsewhere.owner, elsewhere.made.publisherId);
  expect(view.migration.requirements[0]).toMatchObject({ problem: null });
  expect((await messages(elsewhere.owner, elsewhere.made.publisherId)).join()).not.toContain("\u0000");

  expect((await herself.run(ViewerAccountsDocument, {})).viewer.accounts.nodes).toEqual([]);
  expect(await reconcileIn(world)).toMatchObject({ status: 0 });
  changed(await addUser(owner, made, nora, "DEVELOPER"));
});

test("a work and a personal account bound to the same address are both exported and erased", async () => {
  const { made, owner } = await migrate(world);
  const nora = made.employee;
  const added = changed(await addUser(owner, made, nora));
  const herself = await world.as(nora);
  expect((await herself.run(ViewerAccountsDocument, {})).viewer.accounts.nodes).toHaveLength(1);

  const other = await world.account({
    users: [{ kind: "person", email: nora, displayName: null, role: "Owner", identity: "microsoftAccount" }],
  });
  await world.simulator.learn({ people: [{ email: nora, displayName: name, tenantId: null, oid: randomUUID() }] });
  const personal = await world.as(nora);
  const { id } = await start(personal, other);
  expect(await submit(personal, id, made.owner)).toMatchObject({ __typename: "TenantMismatch" });
  const rows = await exported(nora);
  expect(rows["person"]).toHaveLength(2);
  expect(rows["work_email_attempt"]).toHaveLength(1);

  succeeded(await cancel(personal, id));
  changed(await removeUser(owner, added));
  await world.settle();
  const [row] = other.world.accounts as { users: { email: string }[] }[];
  await world.importRows([{ ...row, users: row!.users.filter(({ email }) => email !== nora) }]);
  expect(await erase(nora)).toMatchObject({ status: 0 });
  expect(await tablesWith(nora)).toEqual([]);
  expect(Object.values(await exported(nora)).flat()).toEqual([]);
});

test("erasure is refused with its cure while CPP or Partner Center has the person or a sync has failed", async () => {
  const before = await world.account();
  const sentences = (await erase(before.owner)).text.split("\n");
  const ifClosed = `Is the account closed there, repeat this with --closed ${before.publisherId}.`;
  expect(sentences.filter((line) => line.startsWith(before.publisherId))).toEqual([
    `${before.publisherId}: ${before.owner} is a user in CPP, and the next import would bring them back. Remove them there and import its export again. ${ifClosed}`,
    `${before.publisherId}: ${before.owner} is the seller contact in CPP, and the next import would bring them back. Change it there and import its export again. ${ifClosed}`,
    `${before.publisherId}: ${before.owner} signs in to CPP for the account. Change that there and import its export again. ${ifClosed}`,
  ]);
  const { made, owner } = await migrate(world);
  const seller = (await erase(made.owner)).text;
  expect(seller).toContain("is the seller contact, and Partner Center would bring them back. Give another first");
  const body = { error: { code: "No", message: "No." } };
  changed(await removeUser(owner, await userOf(owner, made, made.contributor)));
  await world.simulator.fault({ system: "cpp", method: "DELETE", status: 409, body, times: 1 });
  await world.settle();
  expect(await erase(made.contributor)).toMatchObject({ status: 1, text: expect.stringContaining("retryCppSync") });
  expect(await tablesWith(made.contributor)).toContain("account_user");
});

test("a person who is added again while they are being erased is kept", async () => {
  const { made, owner } = await migrate(world);
  const nora = made.employee;
  const add = async () => changed(await addUser(owner, made, nora, "DEVELOPER", { displayName: name }));
  changed(await removeUser(owner, await add()));
  await world.settle();
  const { database } = world.app.services;
  let added: ReturnType<typeof add> | undefined;
  const meanwhile: Database = {
    ...database,
    write: async (unit) => {
      await (added ??= add());
      return database.write(unit);
    },
  };
  expect(await erase(nora, meanwhile)).toMatchObject({ status: 1, text: expect.stringContaining("removeAccountUser") });
  expect(await userOf(owner, made, nora)).toMatchObject({ displayName: name });
  await world.settle();
});

test("--closed erases a person from an account closed in CPP, and importing the account restores them", async () => {
  const made = await world.account();
  const [nora, row] = [made.owner, made.world.accounts[0]!];
  const client = await world.as(nora);
  const { id } = await start(client, made);
  expect(await erase(nora, undefined, [made.publisherId])).toMatchObject({
    status: 1,
    text: expect.stringContaining("that has a move under way. Cancel it first."),
  });
  succeeded(await cancel(client, id));
  expect(await erase(nora, undefined, ["another"])).toMatchObject({ status: 1 });
  expect(await erase(nora, undefined, [made.publisherId])).toMatchObject({ status: 0 });
  expect(await tablesWith(nora)).toEqual([]);
  expect(Object.values(await exported(nora)).flat()).toEqual([]);
  const colleague = await world.as(made.secondOwner);
  const seen = await lookAt(colleague, made.publisherId);
  expect(seen.migration).toMatchObject({ status: "CANCELED", startedBy: { displayName: "a former user" } });
  expect((await messages(colleague, made.publisherId)).join()).not.toContain("\u0000");
  const all = { publisherId: made.publisherId, includeRemoved: true };
  expect((await colleague.run(AccountUsersDocument, all)).account!.users.nodes).toContainEqual(
    expect.objectContaining({ displayName: "a former user", access: "REMOVED", cppRole: null, email: null }),
  );

  await world.importRows([row]);
  expect(await exported(nora)).toMatchObject({ account_user: [{ email: nora, removedAt: null }] });
  expect((await client.run(ViewerAccountsDocument, {})).viewer.accounts.nodes).toHaveLength(1);
});

test("--closed has no effect for a migrated account", async () => {
  const { made } = await migrate(world);
  const { status, text } = await erase(made.contributor, undefined, [made.publisherId]);
  expect({ status, text }).toEqual({
    status: 1,
    text: expect.stringContaining("is a user, and Partner Center would bring them back."),
  });
});

test("erasing an address leaves a longer address that contains it", async () => {
  const { made, owner } = await migrate(world);
  const longer = `x.${made.employee}`;
  changed(await addUser(owner, made, longer));
  expect(await erase(made.employee)).toMatchObject({ status: 0, text: expect.stringMatching(/^Nothing is kept/) });
  expect(await userOf(owner, made, longer)).toMatchObject({ displayName: longer });
});

test("export and erasure find every spelling of an international domain", async () => {
  const label = `nård-${randomUUID().slice(0, 8)}`;
  const [small, large] = [`Berta@${label}.example.com`, `BERTA@${label.toUpperCase()}.example.com`];
  const principal = principalOf(small);
  const { made, owner } = await migrate(world, {
    users: [{ kind: "person", email: small, displayName: null, role: "Contributor", identity: "microsoftAccount" }],
  });
  changed(await removeUser(owner, await userOf(owner, made, small)));
  await world.settle();
  expect((await messages(owner, made.publisherId)).join()).toContain(small);
  const other = await world.account();
  const [row] = other.world.accounts as { sellerContact: object }[];
  await world.importRows([{ ...row, sellerContact: { ...row!.sellerContact, email: large } }]);
  expect((await exported(principal))["account"]).toMatchObject([{ sellerContact: { email: large } }]);
  expect(await erase(principal)).toMatchObject({ status: 1, text: expect.stringContaining("is the seller contact") });

  await world.importRows([row!]);
  expect(await erase(principal)).toMatchObject({ status: 0, text: expect.stringMatching(/^Erased/) });
  expect(await tablesWith(small, principal)).toEqual([]);
});
