import { decodeJwt } from "jose";
import {
  AccountNamesDocument,
  CountAccountsDocument,
  FirstUsersDocument,
  MigrationOfDocument,
  NamesDocument,
  RefetchDocument,
  StartMigrationDocument,
} from "../generated/graphql";
import { MigrationStatus } from "../../entities/words";
import { encodeCursor } from "../../src/graphql/connection";
import { encodeNodeId } from "../../src/graphql/node-id";
import { accountIdOf } from "../../src/ids";
import type { MadeAccount } from "../support/accounts";
import type { Client } from "../support/client";
import { follow } from "../support/follow";
import { addUser, changed, removeUser, userOf } from "../support/manage-users";
import { membersOf, proveByCode, start, submit, succeeded } from "../support/walk";
import { openWorld, type World } from "../support/world";
import { ownerOf, signIn } from "./sign-in";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Signs in with a personal account of that address, even if a work account has it too. */
const personalOf = (email: string): Promise<Client> => signIn(world, { email, tenantId: null });

const personalUser = (email: string, role = "Contributor") => ({
  ...{ kind: "person", email, displayName: "Personal", role },
  identity: "microsoftAccount",
});

/** An account with one more user, in CPP and imported. */
async function accountWith(user: (made: MadeAccount) => { email: string }): Promise<MadeAccount> {
  const made = await world.account({ mpn: "associated" });
  await change(made, user(made));
  return made;
}

/** Adds or changes a user in CPP, and imports its next export. */
async function change(made: MadeAccount, user: { email: string }): Promise<void> {
  const [row] = made.world.accounts as { users: { email: string }[] }[];
  const users = [...row!.users.filter(({ email }) => email !== user.email), user];
  await world.simulator.changeInCpp(made.publisherId, { addUser: user });
  await world.importRows([{ ...row, users }]);
}

const accountNode = ({ publisherId }: MadeAccount) => encodeNodeId("Account", accountIdOf(publisherId));

/** Returns the accounts that the client reaches, and expects every way to an account to agree. */
async function reaches(client: Client, all: MadeAccount[]): Promise<MadeAccount[]> {
  const pages = [
    await client.run(AccountNamesDocument, { first: 50 }),
    await client.run(AccountNamesDocument, { first: 50, after: encodeCursor("", "") }),
    await client.run(AccountNamesDocument, { first: 50, filter: { search: "test" } }),
    await client.run(AccountNamesDocument, { first: 50, filter: { status: Object.values(MigrationStatus) } }),
    await client.run(FirstUsersDocument, { first: 50 }),
  ].map(({ viewer }) => viewer.accounts.nodes.map(({ publisherId }) => publisherId));
  const reached: MadeAccount[] = [];
  for (const made of all) {
    const { publisherId } = made;
    const { account } = await client.run(MigrationOfDocument, { publisherId });
    const { node } = await client.run(RefetchDocument, { id: accountNode(made) });
    const found = [node !== null, ...pages.map((page) => page.includes(publisherId))];
    expect(found).toEqual(found.map(() => account !== null));
    if (account) reached.push(made);
  }
  for (const filter of [{}, { search: "test" }])
    expect((await client.run(CountAccountsDocument, { filter })).viewer.accounts.totalCount).toBe(reached.length);
  return reached;
}

/** The tenant of the account's MPN ID, which its owners may fetch by its ID. */
const tenantNode = async (client: Client, { mpnTenant }: MadeAccount) =>
  (await client.run(RefetchDocument, { id: encodeNodeId("Tenant", mpnTenant.tenantId) })).node;

const begin = async (client: Client, made: MadeAccount) =>
  (await client.run(StartMigrationDocument, { input: { accountId: accountNode(made) } })).startMigration;

test("a personal and a work account with the same address each reach only their own account", async () => {
  const own = await world.account({ mpn: "other-tenant" });
  const other = await accountWith(() => personalUser(own.owner, "Owner"));
  const work = await signIn(world, ownerOf(own));
  const personal = await personalOf(own.owner);

  expect(await reaches(personal, [own, other])).toEqual([other]);
  expect(await begin(personal, own)).toMatchObject({ __typename: "NotFound", current: null });
  expect(await tenantNode(personal, own)).toBeNull();
  expect(await tenantNode(personal, other)).not.toBeNull();

  // Neither blocks the address for the other.
  expect(await reaches(work, [own, other])).toEqual([own]);
  expect(await begin(work, other)).toMatchObject({ __typename: "NotFound", current: null });
  expect(await begin(work, own)).toMatchObject({ __typename: "MigrationSuccess" });
  expect(await tenantNode(work, own)).not.toBeNull();
  expect(await tenantNode(work, other)).toBeNull();
  expect(await reaches(personal, [own, other])).toEqual([other]);

  const token = await world.simulator.token(own.owner);
  const follower = follow(world.url, { token, accountId: accountNode(own) });
  expect(await follower.end()).toMatchObject({ errors: [{ extensions: { code: "FORBIDDEN" } }] });
  await follower.stop();
  const allowed = follow(world.url, { token, accountId: accountNode(other), after: encodeCursor(0) });
  expect(await begin(personal, other)).toMatchObject({ __typename: "MigrationSuccess" });
  expect((await allowed.next()).node.kind).toBe("STATUS_CHANGED");
  await allowed.stop();
});

test("a work account that signs in first does not block a personal one of the same address", async () => {
  const own = await world.account();
  const other = await accountWith(() => personalUser(own.owner));
  const work = await signIn(world, ownerOf(own));
  expect(await reaches(work, [own, other])).toEqual([own]);
  expect(await reaches(await personalOf(own.owner), [own, other])).toEqual([other]);
  expect(await reaches(work, [own, other])).toEqual([own]);
});

test("an address already bound binds to no other account of the same kind", async () => {
  const own = await world.account();
  const other = await accountWith(() => personalUser(own.owner));
  const owner = ownerOf(own);
  expect(await reaches(await signIn(world, owner), [own, other])).toEqual([own]);
  expect(await reaches(await personalOf(own.owner), [own, other])).toEqual([other]);
  expect(await reaches(await personalOf(own.owner), [own, other])).toEqual([]);
  expect(await reaches(await signIn(world, { email: own.owner, tenantId: owner.tenantId }), [own, other])).toEqual([]);
});

test("an import that changes a user's kind of account changes which account has access", async () => {
  const user = { kind: "person", displayName: "Eve", role: "Owner", identity: "work" };
  const made = await accountWith(({ employee: email }) => ({ ...user, email }));
  const work = await world.as(made.employee);
  const personal = await personalOf(made.employee);
  for (const identity of ["work", "microsoftAccount", "work", "microsoftAccount"]) {
    await change(made, { ...user, email: made.employee, ...{ identity } });
    const [who, other] = identity === "work" ? [work, personal] : [personal, work];
    expect(await reaches(who, [made])).toEqual([made]);
    expect(await reaches(other, [made])).toEqual([]);
  }
});

test("adding a work account with the address of a personal one moves access to the work account", async () => {
  const made = await accountWith(({ employee }) => personalUser(employee));
  const pat = made.employee;
  const work = await world.as(pat);
  const personal = await personalOf(pat);
  const owner = await world.as(made.owner);
  expect(await reaches(personal, [made])).toEqual([made]);
  const { id } = await start(owner, made);
  succeeded(await submit(owner, id, made.owner));
  await world.settle();
  expect(await userOf(personal, made, pat)).toMatchObject({ access: "NEEDS_WORK_ACCOUNT", partnerCenterRole: null });
  expect(await reaches(work, [made])).toEqual([]);

  const added = changed(await addUser(owner, made, pat, "OWNER"));
  expect(added).toMatchObject({ access: "ACTIVE", partnerCenterRole: "OWNER" });
  expect(await reaches(personal, [made])).toEqual([]);
  expect(await reaches(work, [made])).toEqual([made]);
  changed(await addUser(work, made, `another@${made.tenant.domains[0]!}`));
  await world.settle();
  expect((await world.simulator.state(made.publisherId)).cpp.users).toContainEqual(
    expect.objectContaining({ principal: pat, role: "Owner", identity: "work" }),
  );

  // A user who is added again returns with the work account.
  changed(await removeUser(owner, added));
  changed(await addUser(owner, made, pat));
  expect(await reaches(personal, [made])).toEqual([]);
  expect(await userOf(work, made, pat)).toMatchObject({ partnerCenterRole: "DEVELOPER" });
});

test("adding a work account in the role that CPP has makes CPP's user a work account", async () => {
  const made = await accountWith(({ employee }) => personalUser(employee));
  const owner = await world.as(made.owner);
  const { id } = await start(owner, made);
  succeeded(await submit(owner, id, made.owner));
  await world.settle();
  changed(await addUser(owner, made, made.employee, "DEVELOPER"));
  await world.settle();
  expect((await world.simulator.state(made.publisherId)).cpp.users).toContainEqual(
    expect.objectContaining({ principal: made.employee, role: "Contributor", identity: "work" }),
  );
});

test("a work account added in Partner Center for a personal one moves access to the work account", async () => {
  const made = await accountWith(({ employee }) => personalUser(employee));
  const [work, owner] = [await world.as(made.employee), await world.as(made.owner)];
  const personal = await personalOf(made.employee);
  const { id } = await start(owner, made);
  succeeded(await submit(owner, id, made.owner));
  await world.settle();
  expect(await reaches(personal, [made])).toEqual([made]);
  const { partnerCenter } = world.app.services.upstream;
  await partnerCenter.addMember(
    { tenantId: made.tenant.tenantId, publisherId: made.publisherId },
    "MANAGER",
    { kind: "PERSON", email: made.employee, applicationId: null, displayName: "Eve" },
    { requestId: "7b0f2c7e-4a36-4f0e-9d0d-6d2a2b6f4e11" },
  );
  changed(await addUser(owner, made, `another@${made.tenant.domains[0]!}`));
  world.clock.advance(31_000);
  await world.settle();
  expect(await reaches(personal, [made])).toEqual([]);
  expect(await userOf(work, made, made.employee)).toMatchObject({ access: "ACTIVE", partnerCenterRole: "MANAGER" });
});

test("after the move, a work e-mail equal to the starter's address gives access to the work account only", async () => {
  const made = await world.account({ signIn: "personal-on-domain" });
  const personal = await world.as(made.owner);
  const { id } = await start(personal, made);
  succeeded(await proveByCode(world, await world.as(made.secondOwner), id, made.owner));
  await world.settle();
  expect(await membersOf(world, made)).toContain(`Owner ${made.owner}`);
  expect(await reaches(personal, [made])).toEqual([]);
  const work = await signIn(world, { email: made.owner, tenantId: made.tenant.tenantId });
  expect(await reaches(work, [made])).toEqual([made]);
  changed(await addUser(work, made, made.employee));
});

test("a work user who returns as a guest with a personal account reaches no account", async () => {
  const own = await world.account();
  const other = await accountWith(() => personalUser(own.owner));
  const { tenantId } = own.tenant;
  // Entra keeps a member's object when their sign-in becomes an external one.
  const { email, ...somebody } = ownerOf(own);
  await world.simulator.learn({ people: [{ displayName: "Owner", ...somebody, email, tenantId: null }] });
  const token = await world.simulator.token(email, { guestIn: tenantId });
  const oid = decodeJwt(token).oid as string;
  const member = await signIn(world, { email, tenantId, oid });
  expect(await reaches(member, [own, other])).toEqual([own]);
  await world.simulator.learn({ people: [{ displayName: "Owner", ...somebody, email, tenantId: null }] });
  const guest = await world.as(email, { guestIn: tenantId });
  expect(await reaches(guest, [own, other])).toEqual([]);
  expect((await guest.run(NamesDocument, { publisherId: own.publisherId })).account).toBeNull();
  expect(await reaches(member, [own, other])).toEqual([own]);
});
