import { AddAccountUserDocument, ProgramDocument, type ProgramQuery } from "../generated/graphql";
import { migrate } from "../support/migrate";
import { lookAt, start } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
const supporter = "support@partner.example";
beforeAll(async () => {
  world = await openWorld();
  const { world: around } = await world.account();
  const [tenant] = around.tenants;
  const person = {
    email: supporter,
    displayName: "Support",
    tenantId: tenant!.tenantId,
    oid: "eb4e907a-4f58-4f55-ace1-56da274788a4",
  };
  await world.simulator.learn({ people: [{ ...person, roles: ["Support"] }] });
});
afterAll(() => world.close());

test("support gets counts by status, pages through all accounts and searches them", async () => {
  const begun = await world.account({ displayName: "Zebra Supplies" });
  await start(await world.as(begun.owner), begun);
  const support = await world.as(supporter);

  const { program } = await support.run(ProgramDocument, { first: 1 });
  const counts = new Map(program!.statusCounts.map(({ status, count }) => [status, count]));
  expect([...counts.keys()]).toEqual([
    "NOT_STARTED",
    "ACTION_REQUIRED",
    "VERIFYING",
    "MIGRATING",
    "COMPLETED",
    "FAILED",
    "CANCELED",
  ]);
  expect(counts.get("ACTION_REQUIRED")).toBe(1);
  expect(program!.accounts.totalCount).toBe([...counts.values()].reduce((sum, count) => sum + count));

  const seen: string[] = [];
  for (let after: string | null = null, more = true; more;) {
    const page: ProgramQuery = await support.run(ProgramDocument, { first: 1, after });
    const { accounts } = page.program!;
    seen.push(...accounts.nodes.map((account) => account.publisherId));
    ({ endCursor: after = null, hasNextPage: more } = accounts.pageInfo);
  }
  expect(new Set(seen).size).toBe(program!.accounts.totalCount);
  expect(seen).toHaveLength(program!.accounts.totalCount);

  const filter = { search: "zeb", status: ["ACTION_REQUIRED" as const] };
  const found = await support.run(ProgramDocument, { first: 5, filter });
  expect(found.program!.accounts.nodes.map((account) => account.publisherId)).toEqual([begun.publisherId]);
});

test("failed syncs are listed for support", async () => {
  const { made, owner } = await migrate(world);
  const { id: accountId } = await lookAt(owner, made.publisherId);
  await owner.run(AddAccountUserDocument, { input: { accountId, email: made.employee, role: "DEVELOPER" } });
  await world.simulator.fault({
    system: "cpp",
    method: "PUT",
    status: 422,
    body: { error: { code: "Refused", message: "not this one" } },
  });
  await world.settle();
  await world.simulator.healAll();
  const { program } = await (await world.as(supporter)).run(ProgramDocument, { first: 10 });
  expect(program!.failedSyncs.nodes).toContainEqual({
    email: made.employee,
    sync: { state: "FAILED", lastError: "not this one" },
    account: { publisherId: made.publisherId },
  });
});

test("program is null without the Support role", async () => {
  const made = await world.account();
  const { program } = await (await world.as(made.owner)).run(ProgramDocument, { first: 1 });
  expect(program).toBeNull();
});
