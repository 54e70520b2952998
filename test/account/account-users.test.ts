import { randomUUID } from "node:crypto";
import { AccountUsersDocument } from "../generated/graphql";
import { bringTo } from "../support/bring-to";
import { cancel, start, submit, succeeded } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const applicationId = randomUUID();
const users = [
  { kind: "group", email: "publishers@example.com", displayName: "Publishers", role: "Contributor", identity: "work" },
  { kind: "application", applicationId, displayName: null, role: "Owner", identity: "work" },
  ...Array.from({ length: 9 }, (_, index) => ({
    ...{ kind: "person", email: `user${index}@example.com`, displayName: null, role: "Contributor", identity: "work" },
  })),
];

async function accountWithUsers() {
  const made = await world.account({ users });
  const owner = await world.as(made.owner);
  const list = async (variables: { first?: number; after?: string | null; includeRemoved?: boolean } = {}) =>
    (await owner.run(AccountUsersDocument, { publisherId: made.publisherId, ...variables })).account!.users;
  /** Imports the export again, without the user of that address. */
  const importWithout = (email: string) =>
    world.importRows(
      (made.world.accounts as { users: { email?: string }[] }[]).map((row) => ({
        ...row,
        users: row.users.filter((user) => user.email !== email),
      })),
    );
  return { made, owner, list, importWithout };
}

test("lists persons, groups and applications with their CPP roles", async () => {
  const { made, owner, list } = await accountWithUsers();
  const { nodes, totalCount } = await list();
  expect(totalCount).toBe(14);
  const before = { access: "ACTIVE", partnerCenterRole: null, removedAt: null, sync: null };
  expect(nodes).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ email: made.owner, principalKind: "PERSON", cppRole: "OWNER", ...before }),
      expect.objectContaining({
        ...{ email: "publishers@example.com", principalKind: "GROUP", displayName: "Publishers", ...before },
        cppRole: "CONTRIBUTOR",
      }),
      expect.objectContaining({
        ...{ email: null, applicationId, principalKind: "APPLICATION", displayName: applicationId, cppRole: "OWNER" },
      }),
      expect.objectContaining({ email: "user3@example.com", displayName: "user3@example.com" }),
    ]),
  );
  const { account } = await owner.run(AccountUsersDocument, { publisherId: made.publisherId });
  expect(account!.viewerUser).toMatchObject({ email: made.owner });
});

test("a failed or canceled move shows no Partner Center roles, syncs or seller ID until it completes", async () => {
  const { made, owner, id } = await bringTo(world, "VERIFYING");
  const body = { error: { code: "NotNow", message: "The publisher cannot be locked." } };
  await world.simulator.fault({ system: "cpp", method: "PUT", status: 400, body });
  await world.settle();
  await world.simulator.healAll();
  const read = async () => {
    const { data } = await owner.raw(`{ account(publisherId: "${made.publisherId}") { migration { status }
      settings { sellerId } users { nodes { partnerCenterRole sync { state } } } } }`);
    return data!["account"];
  };
  const nobody = { partnerCenterRole: null, sync: null };
  const before = { settings: { sellerId: null }, users: { nodes: [nobody, nobody, nobody] } };
  expect(await read()).toEqual({ migration: { status: "FAILED" }, ...before });
  succeeded(await cancel(owner, id));
  expect(await read()).toEqual({ migration: { status: "CANCELED" }, ...before });
  await start(owner, made);
  succeeded(await submit(owner, id, made.owner));
  await world.settle();
  expect(await read()).toMatchObject({
    ...{ migration: { status: "COMPLETED" }, settings: { sellerId: expect.any(String) } },
    users: { nodes: [{ partnerCenterRole: "OWNER" }, { partnerCenterRole: "MANAGER" }, { sync: { state: "SYNCED" } }] },
  });
});

test.each([1, 4, 13, 14, 50])("pages of %d hold every user once", async (first) => {
  const { list } = await accountWithUsers();
  const seen: string[] = [];
  for (let after: string | null = null, more = true; more;) {
    const page = await list({ first, after });
    expect(page.totalCount).toBe(14);
    seen.push(...page.nodes.map((user) => user.id));
    more = page.pageInfo.hasNextPage;
    after = page.pageInfo.endCursor!;
  }
  expect(seen).toHaveLength(14);
  expect(new Set(seen).size).toBe(14);
  expect(seen).toEqual((await list()).nodes.map((user) => user.id));
});

test("removed users are listed only with includeRemoved", async () => {
  const { list, importWithout } = await accountWithUsers();
  await importWithout("user3@example.com");
  const present = await list();
  expect(present.totalCount).toBe(13);
  expect(present.nodes.map((user) => user.email)).not.toContain("user3@example.com");
  const all = await list({ includeRemoved: true });
  expect(all.totalCount).toBe(14);
  expect(all.nodes.find((user) => user.email === "user3@example.com")).toMatchObject({
    ...{ access: "REMOVED", cppRole: null, removedAt: expect.any(String) },
  });
});

test.each<[string, object]>([
  ["first above 100", { first: 101 }],
  ["a negative first", { first: -1 }],
  ["a cursor that cannot be decoded", { after: "x" }],
  ["a cursor of another list", { after: Buffer.from('["a","b"]').toString("base64url") }],
])("%s is rejected with BAD_USER_INPUT", async (_, variables) => {
  const { made, owner } = await accountWithUsers();
  const { errors } = await owner.send(AccountUsersDocument, { publisherId: made.publisherId, ...variables });
  expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
});

test("after the move users have the Partner Center role that corresponds to their CPP role", async () => {
  const { made, owner } = await bringTo(world, "COMPLETED", {
    users: [
      { kind: "application", applicationId: randomUUID(), displayName: "Robot", role: "Owner", identity: "work" },
      { kind: "person", email: "pat@outlook.com", displayName: "Pat", role: "Owner", identity: "microsoftAccount" },
    ],
  });
  const { account } = await owner.run(AccountUsersDocument, { publisherId: made.publisherId });
  const rows = account!.users.nodes.map((user) => [
    user.displayName,
    user.partnerCenterRole,
    user.access,
    user.cppRole,
  ]);
  expect(rows.toSorted()).toEqual([
    ["Contributor", "DEVELOPER", "ACTIVE", "CONTRIBUTOR"],
    ["Owner", "OWNER", "ACTIVE", "OWNER"],
    ["Pat", null, "NEEDS_WORK_ACCOUNT", "OWNER"],
    ["Robot", "MANAGER", "ACTIVE", "OWNER"],
    ["Second", "MANAGER", "ACTIVE", "OWNER"],
  ]);
});
