import { AddAccountUserDocument } from "../generated/graphql";
import { addUser, changed, changeRole, changesOf, cppUsersOf, removeUser, userOf } from "../support/manage-users";
import { migrate } from "../support/migrate";
import { lookAt, membersOf } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const path = ["input", "email"];

test("adding an existing user is refused with that user, whatever the address's case and blanks", async () => {
  const { made, owner } = await migrate(world);
  const before = await membersOf(world, made);
  const { id } = await userOf(owner, made, made.contributor);
  for (const email of [made.contributor, ` ${made.contributor.toUpperCase()} `])
    expect(await addUser(owner, made, email, "MARKETER")).toMatchObject({
      __typename: "UserAlreadyAdded",
      path,
      safeToRetry: false,
      message: "This user already has a role on the account: change the role instead.",
      user: { id, email: made.contributor },
      current: { status: "COMPLETED" },
    });
  expect(await membersOf(world, made)).toEqual(before);
});

test("an address of another tenant is refused with the expected one; an associated tenant's is accepted", async () => {
  const { made, owner } = await migrate(world, { mpn: "associated" });
  const stranger = await world.account();
  const { displayName } = made.mpnTenant;
  expect(await addUser(owner, made, stranger.employee)).toMatchObject({
    __typename: "TenantMismatch",
    path,
    expectedTenant: { displayName },
    message: expect.stringMatching(new RegExp(`^${stranger.employee} .* Enter an address at ${displayName} instead.$`)),
  });
  expect(changed(await addUser(owner, made, made.employee))).toMatchObject({ access: "ACTIVE" });
  expect(changed(await addUser(owner, made, made.insider))).toMatchObject({ access: "ACTIVE" });
});

test("a user added again under a new name has it in our record, in Partner Center and in CPP", async () => {
  const { made, owner } = await migrate(world);
  const [before, since] = [{ displayName: "Nora Before" }, { displayName: "Nora Since" }];
  const first = changed(await addUser(owner, made, made.employee, "DEVELOPER", before));
  changed(await removeUser(owner, first));
  await world.settle();
  expect(changed(await addUser(owner, made, made.employee, "DEVELOPER", since))).toMatchObject(since);
  await world.settle();
  expect(await userOf(owner, made, made.employee)).toMatchObject(since);
  const { cpp, partnerCenter } = await world.simulator.state(made.publisherId);
  for (const { users } of [cpp, partnerCenter!]) expect(users).toContainEqual(expect.objectContaining(since));
});

/** Adds a stranger, a personal address, a colleague, and a user of the tenant that the MPN ID is registered for. */
async function addressesOf({ made, owner }: Awaited<ReturnType<typeof migrate>>) {
  const stranger = await world.account();
  const before = await membersOf(world, made);
  const refusal = await addUser(owner, made, stranger.employee, "MANAGER");
  expect(await membersOf(world, made)).toEqual(before);
  return {
    stranger: refusal,
    personal: await addUser(owner, made, "somebody@outlook.com"),
    employee: await addUser(owner, made, made.employee),
    insider: await addUser(owner, made, made.insider),
  };
}

test.each(["INACTIVE", "PENDING"])("tenants of an MPN ID now %s still decide who can be added", async (standing) => {
  const moved = await migrate(world, { mpn: "associated" });
  const [mpnAccount] = moved.made.world.mpnAccounts;
  await world.simulator.learn({ mpnAccounts: [{ ...mpnAccount, standing }] });
  const { displayName } = moved.made.mpnTenant;
  const added = await addressesOf(moved);
  expect(added.stranger).toMatchObject({ __typename: "TenantMismatch", path, expectedTenant: { displayName } });
  expect(added.personal).toMatchObject({ __typename: "PersonalAccountNotAllowed", mpnTenant: { displayName } });
  expect(changed(added.employee)).toMatchObject({ access: "ACTIVE" });
  expect(changed(added.insider)).toMatchObject({ access: "ACTIVE" });
});

test("when Partner Center no longer knows the MPN ID, only the work e-mail's tenant is accepted", async () => {
  const moved = await migrate(world, { mpn: "associated" });
  const body = { code: 3000, description: "no such MPN ID", data: [], source: "simulator" };
  await world.simulator.fault({ system: "partner-center", path: "/v1/profiles/mpn", status: 404, body });
  const added = await addressesOf(moved).finally(() => world.simulator.healAll());
  const { displayName } = moved.made.tenant;
  expect(added.stranger).toMatchObject({ __typename: "TenantMismatch", path, expectedTenant: { displayName } });
  expect(added.personal).toMatchObject({ __typename: "PersonalAccountNotAllowed", mpnTenant: { displayName } });
  expect(changed(added.employee)).toMatchObject({ access: "ACTIVE" });
  expect(added.insider).toMatchObject({ __typename: "TenantMismatch", expectedTenant: { displayName } });
});

test("personal addresses and addresses without a usable tenant are refused", async () => {
  const { made, owner } = await migrate(world);
  const unmanaged = await world.account({ unmanaged: true });
  const before = await membersOf(world, made);
  expect(await addUser(owner, made, "somebody@outlook.com")).toMatchObject({
    __typename: "PersonalAccountNotAllowed",
    path,
    mpnTenant: { displayName: made.tenant.displayName },
  });
  for (const [email, emailReason] of [
    ["ann@nowhere.invalid-domain.example", "UNKNOWN_DOMAIN"],
    [unmanaged.employee, "UNMANAGED_TENANT"],
  ] as const)
    expect(await addUser(owner, made, email)).toMatchObject({ __typename: "WorkEmailUnusable", path, emailReason });
  expect(await membersOf(world, made)).toEqual(before);
});

test("a personal address is refused even while Partner Center is unavailable", async () => {
  const { made, owner } = await migrate(world);
  await world.simulator.fault({ system: "partner-center", method: "GET", status: 500 });
  const refusal = await addUser(owner, made, "somebody@outlook.com");
  await world.simulator.healAll();
  expect(refusal).toMatchObject({ __typename: "PersonalAccountNotAllowed", path, mpnTenant: null });
});

test("an address that Partner Center rejects is refused as unusable, and can be tried again", async () => {
  const { made, owner } = await migrate(world);
  const body = { code: 3400, description: "not a work address", data: [], source: "simulator" };
  await world.simulator.fault({
    system: "partner-center",
    path: "/v1/roles",
    method: "POST",
    status: 400,
    body,
    times: 1,
  });
  const refusal = await addUser(owner, made, made.employee);
  expect(refusal).toMatchObject({ __typename: "WorkEmailUnusable", emailReason: "UNKNOWN_DOMAIN" });
  changed(await addUser(owner, made, made.employee));
});

test("all malformed fields are reported at once, in Swedish when requested", async () => {
  const { made, owner } = await migrate(world);
  expect(await addUser(owner, made, "nobody", "OWNER", { displayName: " " }, "sv")).toMatchObject({
    __typename: "InvalidInput",
    message: "2 fält behöver rättas.",
    fields: [{ path }, { path: ["input", "displayName"] }],
  });
  const displayName = "x".repeat(257);
  expect(await addUser(owner, made, made.employee, "OWNER", { displayName })).toMatchObject({
    fields: [{ message: "This must be at most 256 characters." }],
  });
  expect(await addUser(owner, made, made.contributor, "OWNER", {}, "sv-SE")).toMatchObject({
    message: "Användaren har redan en roll på kontot: ändra rollen i stället.",
  });
});

test("an address with a path, query, fragment or escape after its domain is refused", async () => {
  const { made, owner } = await migrate(world);
  const before = await membersOf(world, made);
  for (const tail of ["/x", "?x", "#x", "%2e"])
    expect(await addUser(owner, made, `${made.employee}${tail}`)).toMatchObject({
      __typename: "InvalidInput",
      fields: [{ path }],
    });
  expect(await membersOf(world, made)).toEqual(before);
});

test("a manager can add users, a developer is refused with the owners' names, an outsider gets NotFound", async () => {
  const { made, owner } = await migrate(world);
  const stranger = await world.account();
  const contributor = await world.as(made.contributor);
  const refusal = await addUser(contributor, made, made.employee);
  expect(refusal).toMatchObject({
    __typename: "OwnerRoleRequired",
    message: "Only an owner of the account can do this. Ask one of its owners: Owner or Second.",
    owners: [{ displayName: "Owner" }, { displayName: "Second" }],
  });
  const { id: accountId } = await lookAt(owner, made.publisherId);
  for (const [client, id] of [
    [await world.as(stranger.owner), accountId],
    [owner, "nonsense"],
    [owner, (await userOf(owner, made, made.owner)).id],
    [await world.as(stranger.employee), accountId],
  ] as const) {
    const input = { accountId: id, email: made.employee, role: "DEVELOPER" } as const;
    const { addAccountUser } = await client.run(AddAccountUserDocument, { input });
    expect(addAccountUser).toMatchObject({ __typename: "NotFound", current: null });
  }
  const manager = await world.as(made.secondOwner);
  expect(changed(await addUser(manager, made, made.employee))).toMatchObject({ partnerCenterRole: "DEVELOPER" });
  expect((await changesOf(owner, made))[0]).toBe(`USER_ADDED ${made.employee} was added as a developer.`);
});

test("before the migration adding a user is refused with a reference to CPP", async () => {
  const made = await world.account();
  expect(await addUser(await world.as(made.owner), made, made.employee, "OWNER", {}, "sv")).toMatchObject({
    __typename: "NotAllowedNow",
    message: expect.stringContaining("hanteras fortfarande i Cloud Partner Portal"),
    current: { status: "NOT_STARTED" },
  });
});

test("a removed user added again keeps the ID but not the old role", async () => {
  const { made, owner } = await migrate(world);
  const first = changed(await addUser(owner, made, made.employee, "MANAGER", { displayName: "Eve Employee" }));
  await world.settle();
  changed(await removeUser(owner, first));
  await world.settle();
  world.clock.advance(1_000);
  const again = changed(await addUser(owner, made, made.employee));
  expect(again).toMatchObject({ id: first.id, access: "ACTIVE", removedAt: null, partnerCenterRole: "DEVELOPER" });
  expect(changed(await changeRole(owner, again, "BUSINESS_CONTRIBUTOR"))).toMatchObject({ access: "ACTIVE" });
  changed(await removeUser(owner, again));
  changed(await addUser(owner, made, made.employee));
  await world.settle();
  expect(await membersOf(world, made)).toContain(`Developer ${made.employee}`);
  expect(await cppUsersOf(world, made)).toContain(`Contributor ${made.employee}`);
  expect(await userOf(owner, made, made.employee)).toMatchObject({ cppRole: "CONTRIBUTOR", sync: { state: "SYNCED" } });
});
