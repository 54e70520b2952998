import {
  AddAccountUserDocument,
  ChangeAccountUserRoleDocument,
  RemoveAccountUserDocument,
  type PartnerCenterRole,
} from "../generated/graphql";
import type { MadeAccount } from "../support/accounts";
import type { Client } from "../support/client";
import { migrate } from "../support/migrate";
import { openWorld, type World } from "../support/world";
import { lookAt } from "../support/walk";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const add = async (
  client: Client,
  { publisherId }: MadeAccount,
  email: string,
  role: PartnerCenterRole = "DEVELOPER",
) => {
  const { id: accountId } = await lookAt(client, publisherId);
  return (await client.run(AddAccountUserDocument, { input: { accountId, email, role } })).addAccountUser;
};
const userOf = (result: Awaited<ReturnType<typeof add>>) => {
  if (result.__typename !== "AccountUserSuccess") throw new Error(`refused: ${JSON.stringify(result)}`);
  return result.user;
};

test("adding, changing and removing a user takes effect in Partner Center and is synced to CPP", async () => {
  const { made, owner } = await migrate(world);
  const user = userOf(await add(owner, made, made.employee, "MANAGER"));
  expect(user).toMatchObject({
    access: "ACTIVE",
    partnerCenterRole: "MANAGER",
    cppRole: null,
    sync: { state: "PENDING" },
  });

  await world.settle();
  let state = await world.simulator.state(made.publisherId);
  expect(state.cpp.users).toContainEqual(expect.objectContaining({ principal: made.employee, role: "Owner" }));
  expect(state.partnerCenter!.users).toContainEqual(
    expect.objectContaining({ userPrincipalName: made.employee, role: "Manager" }),
  );

  const { changeAccountUserRole } = await owner.run(ChangeAccountUserRoleDocument, {
    input: { userId: user.id, role: "MARKETER" },
  });
  expect(changeAccountUserRole).toMatchObject({ user: { partnerCenterRole: "MARKETER", sync: { state: "PENDING" } } });
  await world.settle();
  state = await world.simulator.state(made.publisherId);
  expect(state.cpp.users.map((one) => one.principal)).not.toContain(made.employee);

  const { removeAccountUser } = await owner.run(RemoveAccountUserDocument, { input: { userId: user.id } });
  expect(removeAccountUser).toMatchObject({ user: { access: "REMOVED" } });
  await world.settle();
  state = await world.simulator.state(made.publisherId);
  expect(state.partnerCenter!.users.map((one) => one.userPrincipalName)).not.toContain(made.employee);
});

test("a removal replaces an addition that is still queued, and CPP is sent no change", async () => {
  const { made, owner } = await migrate(world);
  const changesSent = async () =>
    Object.entries(await world.simulator.calls()).filter(([call]) => /^cpp (?!GET )/.test(call));
  const [before, sent] = [await world.simulator.effects(made.publisherId), await changesSent()];
  expect(sent).not.toEqual([]);
  const user = userOf(await add(owner, made, made.employee));
  await owner.run(RemoveAccountUserDocument, { input: { userId: user.id } });
  await world.settle();
  const effects = (await world.simulator.effects(made.publisherId)).slice(before.length);
  expect(effects.map((one) => `${one.system} ${one.effect}`)).toEqual([
    "partner-center user-added",
    "partner-center user-removed",
  ]);
  expect(await changesSent()).toEqual(sent);
});

test("adding an existing user, a personal or foreign address, as a developer or too early is refused", async () => {
  const { made, owner } = await migrate(world);
  const stranger = await world.account();
  expect(await add(owner, made, made.contributor)).toMatchObject({ __typename: "UserAlreadyAdded" });
  expect(await add(owner, made, "somebody@outlook.com")).toMatchObject({ __typename: "PersonalAccountNotAllowed" });
  expect(await add(owner, made, stranger.employee)).toMatchObject({
    __typename: "TenantMismatch",
    expectedTenant: { displayName: made.tenant.displayName },
  });
  const contributor = await world.as(made.contributor);
  expect(await add(contributor, made, made.employee)).toMatchObject({ __typename: "OwnerRoleRequired" });
  const notYet = await world.as(stranger.owner);
  expect(await add(notYet, stranger, stranger.employee)).toMatchObject({ __typename: "NotAllowedNow" });
});
