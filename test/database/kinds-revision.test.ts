import { AccountUser } from "../../entities/account-user";
import { IdentityKind } from "../../entities/words";
import { Kinds1764500000001 } from "../../entities/revisions/1764500000001-kinds";
import { accountIdOf } from "../../src/ids";
import { ViewerAccountsDocument } from "../generated/graphql";
import { addUser, changed, userOf } from "../support/manage-users";
import { migrate } from "../support/migrate";
import { openWorld, type World } from "../support/world";
import { signIn } from "../viewer/sign-in";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test("the revision restores the roles of a work and a personal account that share an address", async () => {
  const { made, owner } = await migrate(world);
  const colleague = changed(await addUser(owner, made, made.employee, "OWNER"));
  const work = await world.as(made.employee);
  const other = await world.account({
    users: [
      { kind: "person", email: made.employee, displayName: null, role: "Owner", identity: "microsoftAccount" },
      { kind: "person", email: made.owner, displayName: null, role: "Contributor", identity: "microsoftAccount" },
    ],
  });
  const personal = await signIn(world, { email: made.employee, tenantId: null });
  const listed = async (client: typeof work) =>
    (await client.run(ViewerAccountsDocument, {})).viewer.accounts.nodes.map(({ publisherId }) => publisherId);
  expect(await listed(personal)).toEqual([other.publisherId]);

  // What that version leaves behind: the personal account owns the address and the work account's entry.
  const { database } = world.app.services;
  const accountId = accountIdOf(made.publisherId);
  const ofEmployee = { accountId, principal: made.employee };
  await database.write(async (tx) => {
    await new Kinds1764500000001().down(tx.queryRunner!);
    await tx.query("DELETE FROM revision WHERE name LIKE 'Kinds%'");
    await tx.update(AccountUser, ofEmployee, { identity: IdentityKind.PERSONAL_MICROSOFT_ACCOUNT });
  });
  expect(await listed(work)).toEqual([]);
  await database.open();

  expect(await listed(work)).toEqual([made.publisherId]);
  expect(await userOf(work, made, made.employee)).toMatchObject({ id: colleague.id, partnerCenterRole: "OWNER" });
  expect(await listed(personal)).toEqual([other.publisherId]);
  expect(await listed(owner)).toEqual([made.publisherId]);
  expect(await listed(await signIn(world, { email: made.owner, tenantId: null }))).toEqual([other.publisherId]);
});
