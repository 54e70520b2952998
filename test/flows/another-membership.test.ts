import { bringTo, notTaken, savingSettings, type Brought } from "../support/bring-to";
import type { MadeAccount } from "../support/accounts";
import { cancel, enroll, lookAt, proveByCode, requirementsOf, start, submit, succeeded } from "../support/walk";
import { minutes } from "../support/test-clock";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Starts the move again under another's MPN ID, with the settings in Partner Center and CPP not locked. */
async function startedUnderAnother(): Promise<Brought & { other: MadeAccount }> {
  const other = await world.account();
  const brought = await bringTo(world, "VERIFYING");
  const { made, owner, id } = brought;
  const body = { error: { code: "NotNow", message: "The publisher cannot be locked." } };
  await world.simulator.fault({ ...{ system: "cpp", method: "PUT" }, status: 400, body });
  await world.settle();
  await world.simulator.healAll();
  await world.simulator.changeInCpp(made.publisherId, { mpnId: other.mpnId });
  await world.importRows([{ ...made.world.accounts[0], mpnId: other.mpnId }]);
  succeeded(await cancel(owner, id));
  await start(owner, made);
  return { ...brought, other };
}

const settingsOf = async ({ publisherId }: MadeAccount) =>
  (await world.simulator.state(publisherId)).partnerCenter!.settings;

test("a seller account's move is not finished by another tenant's MPN ID, but by one of its own tenant", async () => {
  const { made, owner, id, other } = await startedUnderAnother();
  succeeded(await proveByCode(world, owner, id, other.owner));
  await world.settle();
  const { migration } = await lookAt(owner, made.publisherId);
  const tenant = made.tenant.displayName;
  expect(migration).toMatchObject({ status: "ACTION_REQUIRED" });
  expect(requirementsOf(migration)).toMatchObject({
    workEmail: { state: "DUE", reason: "CONFIRM_WORK_EMAIL" },
    mpn: {
      ...{ state: "DUE", reason: "TENANT_MISMATCH", action: "ENROLL_IN_MPN", answer: other.mpnId },
      hint: `The account is already in Partner Center under ${tenant}: enter an MPN ID of that organisation.`,
      problem: {
        __typename: "TenantMismatch",
        message: `The account is already in Partner Center under ${tenant}, and MPN ID ${other.mpnId} belongs to another organisation. Enter an MPN ID of ${tenant}, or ask support.`,
      },
    },
  });
  expect(await settingsOf(made)).toMatchObject({ mpnId: made.mpnId });

  succeeded(await enroll(owner, id, { existingMpnId: made.mpnId! }));
  succeeded(await submit(owner, id, made.owner));
  await world.settle();
  expect((await lookAt(owner, made.publisherId)).migration.status).toBe("COMPLETED");
  expect(await settingsOf(made)).toMatchObject({ mpnId: made.mpnId });
});

test("another MPN ID finishes the move once the seller account's tenant is associated with it", async () => {
  const { made, owner, id, other } = await startedUnderAnother();
  const { tenantId } = made.tenant;
  await world.simulator.learn({ mpnAccounts: [{ ...other.world.mpnAccounts[0], associatedTenants: [tenantId] }] });
  succeeded(await proveByCode(world, owner, id, other.owner));
  await world.settle();
  expect((await lookAt(owner, made.publisherId)).migration.status).toBe("COMPLETED");
  expect(await settingsOf(made)).toMatchObject({ mpnId: other.mpnId });
});

test("a seller account whose creation got no answer is finished by another tenant of the membership", async () => {
  const { made, owner, id } = await bringTo(world, "VERIFYING", { mpn: "associated" });
  await world.simulator.fault({ ...savingSettings, after: true, drop: true });
  await world.settle();
  await world.simulator.healAll();
  await world.simulator.fault({ ...savingSettings, status: 400, body: notTaken });
  world.clock.advance(minutes(1));
  await world.settle();
  await world.simulator.healAll();
  succeeded(await cancel(owner, id));
  await start(owner, made);
  succeeded(await proveByCode(world, owner, id, made.insider));
  await world.settle();
  expect((await lookAt(owner, made.publisherId)).migration).toMatchObject({ status: "COMPLETED", failure: null });
});

test("an account whose settings Partner Center refused can move with another MPN ID", async () => {
  const other = await world.account();
  const { made, owner, id } = await bringTo(world, "FAILED");
  await world.simulator.changeInCpp(made.publisherId, { mpnId: other.mpnId });
  await world.importRows([{ ...made.world.accounts[0], mpnId: other.mpnId }]);
  succeeded(await cancel(owner, id));
  await start(owner, made);
  succeeded(await proveByCode(world, owner, id, other.owner));
  await world.settle();
  expect((await lookAt(owner, made.publisherId)).migration).toMatchObject({ status: "COMPLETED", failure: null });
  const effects = await world.simulator.tenantEffects(other.tenant.tenantId);
  expect(effects.map(({ effect, subject }) => `${effect} ${subject}`)).toContain(`settings-saved ${made.publisherId}`);
});
