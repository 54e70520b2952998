import { randomUUID } from "node:crypto";
import type { EffectKey, Principal, SellerRef } from "../../src/upstream/upstream";
import type { MadeAccount } from "../support/accounts";
import { addUser, changed, changeRole, changesOf, cppUsersOf, userOf } from "../support/manage-users";
import { migrate } from "../support/migrate";
import { membersOf } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const key = (): EffectKey => ({ requestId: randomUUID() });
const sellerOf = ({ tenant, publisherId }: MadeAccount): SellerRef => ({ tenantId: tenant.tenantId, publisherId });

async function comeBack(): Promise<void> {
  world.clock.advance(31_000);
  await world.settle();
}

test("changes made directly in Partner Center are adopted once by the next check and synced to CPP", async () => {
  const { made, owner } = await migrate(world);
  const { partnerCenter } = world.app.services.upstream;
  const seller = sellerOf(made);
  const eve: Principal = { kind: "PERSON", email: made.employee, applicationId: null, displayName: "Eve" };
  const members = await partnerCenter.members(seller);
  const idOf = (email: string) => members.find((one) => one.email === email)!.memberId;
  await partnerCenter.addMember(seller, "MANAGER", eve, key());
  await partnerCenter.removeMember(seller, "DEVELOPER", idOf(made.contributor), key());
  await partnerCenter.removeMember(seller, "MANAGER", idOf(made.secondOwner), key());
  const second: Principal = { ...eve, email: made.secondOwner };
  await partnerCenter.addMember(seller, "DEVELOPER", second, key());

  changed(await addUser(owner, made, `another@${made.tenant.domains[0]!}`, "MARKETER"));
  await comeBack();
  expect(await userOf(owner, made, made.employee)).toMatchObject({ partnerCenterRole: "MANAGER", displayName: "Eve" });
  expect(await userOf(owner, made, made.contributor)).toMatchObject({ access: "REMOVED" });
  expect(await userOf(owner, made, made.secondOwner)).toMatchObject({ partnerCenterRole: "DEVELOPER" });
  expect(await cppUsersOf(world, made)).toEqual([
    `Contributor ${made.secondOwner}`,
    `Owner ${made.employee}`,
    `Owner ${made.owner}`,
  ]);
  const events = await changesOf(owner, made);
  await comeBack();
  expect(await changesOf(owner, made)).toEqual(events);
});

test("an unrecorded role change that is undone in Partner Center can be made again", async () => {
  const { made, owner } = await migrate(world);
  const contributor = await userOf(owner, made, made.contributor);
  const lost = { system: "partner-center", path: "/v1/roles", method: "POST", drop: true, after: true };
  await world.simulator.fault(lost);
  expect(await changeRole(owner, contributor, "MARKETER")).toMatchObject({ __typename: "TemporarilyUnavailable" });
  await world.simulator.healAll();
  const { partnerCenter } = world.app.services.upstream;
  const seller = sellerOf(made);
  const marketer = (await partnerCenter.members(seller)).find((one) => one.role === "MARKETER")!;
  await partnerCenter.removeMember(seller, "MARKETER", marketer.memberId, key());
  await comeBack();
  expect(await userOf(owner, made, made.contributor)).toMatchObject({ partnerCenterRole: "DEVELOPER" });
  changed(await changeRole(owner, contributor, "MARKETER"));
  expect(await membersOf(world, made)).toContain(`Marketer ${made.contributor}`);
});
