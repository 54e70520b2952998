import { NamesDocument, RefetchDocument, SubmitWorkEmailDocument, TimelineDocument } from "../generated/graphql";
import type { MadeAccount } from "../support/accounts";
import {
  confirm,
  lookAt,
  mailedCode,
  membersOf,
  proveByCode,
  requirementsOf,
  start,
  submit,
  succeeded,
} from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** An account whose MPN ID is another tenant's, started by its owner. */
async function begun() {
  const made = await world.account({ mpn: "other-tenant" });
  const owner = await world.as(made.owner);
  const started = await start(owner, made);
  const { tenantId, displayName } = made.mpnTenant;
  return { made, owner, started, expectedTenant: { tenantId, displayName } };
}

test("starting names the tenant that the work e-mail must belong to", async () => {
  const { started, expectedTenant } = await begun();
  expect(requirementsOf(started).workEmail).toMatchObject({
    state: "DUE",
    reason: "TENANT_MISMATCH",
    suggestion: null,
    tenant: expectedTenant,
    hint: `The MPN ID is registered to ${expectedTenant.displayName}: enter a work e-mail at that organisation.`,
  });
  expect(requirementsOf(started).mpn).toMatchObject({ state: "SATISFIED", tenant: expectedTenant });
});

test("the refusal names the tenant, in English and in Swedish", async () => {
  const { made, owner, started, expectedTenant } = await begun();
  const cause = `${made.owner} does not belong to the organisation that the account's MPN ID is registered to.`;
  expect(await submit(owner, started.id, made.owner)).toMatchObject({
    __typename: "TenantMismatch",
    expectedTenant,
    message: `${cause} Enter an address at ${expectedTenant.displayName} instead.`,
    path: ["input", "workEmail"],
    safeToRetry: false,
    current: { id: started.id, status: "ACTION_REQUIRED" },
  });
  const input = { migrationId: started.id, workEmail: made.owner };
  const { submitWorkEmail } = await owner.run(SubmitWorkEmailDocument, { input }, "sv");
  const cure = `Ange en adress hos ${expectedTenant.displayName} i stället.`;
  expect(submitWorkEmail).toMatchObject({ message: expect.stringContaining(cure) });
});

test("the refusal is stored: another owner sees it in the requirement and in the timeline", async () => {
  const { made, owner, started, expectedTenant } = await begun();
  await submit(owner, started.id, made.owner);

  const second = await world.as(made.secondOwner);
  const { migration } = await lookAt(second, made.publisherId);
  expect(requirementsOf(migration).workEmail).toMatchObject({
    reason: "TENANT_MISMATCH",
    answer: made.owner,
    problem: { __typename: "TenantMismatch", expectedTenant },
  });
  const { account } = await second.run(TimelineDocument, { publisherId: made.publisherId, kinds: ["ANSWER_REJECTED"] });
  expect(account!.timeline.nodes).toMatchObject([
    {
      severity: "WARNING",
      message: "A work e-mail was not accepted.",
      actor: { displayName: "Owner" },
      problem: {
        __typename: "TenantMismatch",
        message: expect.stringContaining(`Enter an address at ${expectedTenant.displayName} instead.`),
      },
    },
  ]);
  expect(await world.simulator.mailbox(made.owner)).toEqual([]);
});

test("the expected tenant stays named when the next address is refused for another reason", async () => {
  const { made, owner, started, expectedTenant } = await begun();
  for (const address of [made.owner, "ann@nobody-has-this.example.com"]) await submit(owner, started.id, address);
  const { migration } = await lookAt(owner, made.publisherId);
  expect(requirementsOf(migration).workEmail).toMatchObject({
    ...{ reason: "TENANT_MISMATCH", suggestion: null, tenant: expectedTenant },
    problem: { __typename: "WorkEmailUnusable" },
  });
});

test("a contributor can find out nowhere which tenant is expected", async () => {
  const { made, owner, started, expectedTenant } = await begun();
  await submit(owner, started.id, made.owner);
  const { publisherId } = made;

  const { account: seen } = await owner.run(NamesDocument, { publisherId });
  expect(JSON.stringify(seen).match(new RegExp(expectedTenant.displayName, "g"))!.length).toBeGreaterThan(5);
  const tenantNode = seen!.migration.requirements[0]!.tenant!.id;
  expect(await owner.run(RefetchDocument, { id: tenantNode })).toMatchObject({ node: { __typename: "Tenant" } });

  const contributor = await world.as(made.contributor);
  const { account } = await contributor.run(NamesDocument, { publisherId });
  expect(JSON.stringify(account)).not.toContain(expectedTenant.displayName);
  expect(JSON.stringify(account)).not.toContain(expectedTenant.tenantId);
  expect(account).toMatchObject({
    mpn: { mpnId: made.mpnId, tenant: null, associatedTenants: null },
    migration: {
      requirements: [
        {
          ...{ reason: "TENANT_MISMATCH", tenant: null, problem: null, answer: null, suggestion: null, action: null },
          hint: "The MPN ID is registered to another organisation: enter a work e-mail at that organisation.",
        },
        { tenant: null, answer: null },
      ],
    },
  });
  expect(account!.timeline.nodes).toHaveLength(2);
  for (const event of account!.timeline.nodes) expect(event.problem).toBeNull();
  expect(await contributor.run(RefetchDocument, { id: tenantNode })).toEqual({ node: null });
});

test("an address of the expected tenant, confirmed by code, moves the account", async () => {
  const { made, owner, started } = await begun();
  await submit(owner, started.id, made.owner);
  const proven = succeeded(await proveByCode(world, owner, started.id, made.insider)).migration;
  expect(proven.status).toBe("VERIFYING");
  expect(requirementsOf(proven).workEmail).toMatchObject({ state: "SATISFIED", reason: null, problem: null });

  await world.settle();
  const { migration } = await lookAt(owner, made.publisherId);
  expect(migration.status).toBe("COMPLETED");
  // The starter signs in with a work account and stays the OWNER.
  expect(await membersOf(world, made)).toEqual([
    `Developer ${made.contributor}`,
    `Manager ${made.secondOwner}`,
    `Owner ${made.owner}`,
  ]);
});

test("an owner who belongs to the expected tenant needs no code", async () => {
  const made = await world.account({ mpn: "other-tenant" });
  const user = { kind: "person", email: made.insider, displayName: "Ines", role: "Owner", identity: "work" };
  await world.simulator.changeInCpp(made.publisherId, { addUser: user });
  await world.importRows(
    made.world.accounts.map((row) => ({ ...row, users: [...(row as { users: [] }).users, user] })),
  );
  const insider = await world.as(made.insider);
  const started = await start(insider, made);
  expect(requirementsOf(started).workEmail).toMatchObject({ reason: "TENANT_MISMATCH", suggestion: made.insider });
  expect(succeeded(await submit(insider, started.id, made.insider)).migration.status).toBe("VERIFYING");
});

const meanwhile: [string, (made: MadeAccount, other: MadeAccount) => Promise<unknown>][] = [
  [
    "the tenant left the membership",
    ({ world: { mpnAccounts } }, { tenant: { tenantId } }) =>
      world.simulator.learn({ mpnAccounts: [{ ...mpnAccounts[0], tenantId, associatedTenants: [] }] }),
  ],
  ["an import brought another MPN ID", (made, { mpnId }) => world.importRows([{ ...made.world.accounts[0], mpnId }])],
];

test.each(meanwhile)(
  "%s while the code was pending: confirming is refused, naming the expected tenant",
  async (_, go) => {
    const other = await world.account();
    const made = await world.account();
    const owner = await world.as(made.owner);
    const { id } = await start(owner, made);
    succeeded(await submit(owner, id, made.employee));
    await world.settle();
    await go(made, other);
    expect(await confirm(owner, id, await mailedCode(world, made.employee))).toMatchObject({
      __typename: "TenantMismatch",
      expectedTenant: { displayName: other.tenant.displayName },
      message: expect.stringContaining(`Enter an address at ${other.tenant.displayName} instead.`),
    });
    const { workEmail } = requirementsOf((await lookAt(owner, made.publisherId)).migration);
    expect(workEmail).toMatchObject({ state: "DUE", reason: "TENANT_MISMATCH", action: "SUBMIT_WORK_EMAIL" });
  },
);
