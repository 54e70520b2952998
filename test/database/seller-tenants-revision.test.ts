import { Account } from "../../entities/account";
import { accountIdOf } from "../../src/ids";
import { bringTo, bringToTheLock } from "../support/bring-to";
import { migrate } from "../support/migrate";
import { cancel, proveByCode, start, succeeded } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test("the revision restores the seller tenant of moved and moving accounts and leaves others null", async () => {
  const { database } = world.app.services;
  const restarted = await bringTo(world, "VERIFYING", { mpn: "associated" });
  const body = { error: { code: "NotNow", message: "The publisher cannot be locked." } };
  await world.simulator.fault({ ...{ system: "cpp", method: "PUT" }, status: 400, body });
  await world.settle();
  await world.simulator.healAll();
  succeeded(await cancel(restarted.owner, restarted.id));
  const { made: moved } = await migrate(world);
  const { made: moving } = await bringToTheLock(world);
  await start(restarted.owner, restarted.made);
  succeeded(await proveByCode(world, restarted.owner, restarted.id, restarted.made.insider));
  const { made: unmoved } = await bringTo(world, "VERIFYING");

  await database.write(async (tx) => {
    await tx.query("UPDATE account SET seller_tenant_id = NULL");
    await tx.query("DELETE FROM revision WHERE name LIKE 'KnownSellerTenants%'");
  });
  await database.open();
  const tenantOf = async ({ publisherId }: { publisherId: string }) =>
    (await database.reader.findOneByOrFail(Account, { id: accountIdOf(publisherId) })).sellerTenantId;
  expect(await tenantOf(moved)).toBe(moved.tenant.tenantId);
  expect(await tenantOf(moving)).toBe(moving.tenant.tenantId);
  expect(await tenantOf(unmoved)).toBeNull();
  expect(await tenantOf(restarted.made)).toBeNull();
});
