import { CountAccountsDocument, ViewerAccountsDocument, type AccountFilter } from "../generated/graphql";
import type { Client } from "../support/client";
import { portfolio } from "../support/portfolio";
import { statementsOf } from "../support/statements";
import { cancel, start, submit, succeeded } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const namesOf = async (client: Client, filter: AccountFilter = {}): Promise<string[]> => {
  const { viewer } = await client.run(ViewerAccountsDocument, { first: 100, filter });
  const names = viewer.accounts.nodes.map((account) => account.displayName);
  const { viewer: counted } = await client.run(CountAccountsDocument, { filter });
  expect(counted.accounts.totalCount).toBe(names.length);
  return names;
};

test("accounts are sorted by display name, ignoring case and accents", async () => {
  const sorted = [
    "3D Works",
    "apple",
    "Äpplet",
    "Éclair",
    "eclair 2",
    "Łódź",
    "Ōsaka",
    "Östra",
    "straße",
    "Zebra",
    "株式会社",
  ];
  const { owner } = await portfolio(world, sorted.toReversed());
  expect(await namesOf(owner)).toEqual(sorted);
});

test("lists only the accounts on which the viewer has a role, and none for a viewer without a role", async () => {
  const mine = await portfolio(world, ["Mine"]);
  await portfolio(world, ["Another's"]);
  expect(await namesOf(mine.owner)).toEqual(["Mine"]);
  expect(await namesOf(await world.as(mine.made.contributor))).toEqual(["Mine"]);
  expect(await namesOf(await world.as(mine.made.employee))).toEqual([]);
});

test("filters by status and awaiting, alone and combined", async () => {
  const { owner, made, publisherIds } = await portfolio(world, ["New", "Begun", "Canceled", "Answered", "Moved"]);
  const begin = async (index: number) => {
    const publisherId = publisherIds[index]!;
    return (await start(owner, { publisherId })).id;
  };
  const answer = async (index: number) => succeeded(await submit(owner, await begin(index), made.owner));
  await answer(4);
  await world.settle();
  await begin(1);
  succeeded(await cancel(owner, await begin(2)));
  await answer(3);

  expect(await namesOf(owner, { status: ["NOT_STARTED"] })).toEqual(["New"]);
  expect(await namesOf(owner, { status: ["ACTION_REQUIRED"] })).toEqual(["Begun"]);
  expect(await namesOf(owner, { status: ["CANCELED", "COMPLETED"] })).toEqual(["Canceled", "Moved"]);
  expect(await namesOf(owner, { status: ["VERIFYING"] })).toEqual(["Answered"]);
  expect(await namesOf(owner, { status: ["FAILED", "MIGRATING"] })).toEqual([]);
  expect(await namesOf(owner, { status: [] })).toEqual([]);
  expect(await namesOf(owner, { awaiting: "SYSTEM" })).toEqual(["Answered"]);
  expect(await namesOf(owner, { awaiting: "OWNER" })).toEqual(["Begun", "Canceled", "New"]);
  expect(await namesOf(owner, { awaiting: "OWNER", status: ["COMPLETED", "VERIFYING", "CANCELED"] })).toEqual([
    "Canceled",
  ]);
  expect(await namesOf(owner, { awaiting: "OWNER", search: "be" })).toEqual(["Begun"]);
});

describe("search", () => {
  let owner: Client;
  let publisherIds: string[];
  const names = ["Contoso Ready", "The Contoso Ångström Company", "Con & Toso", "Fabrikam (contoso)", "100% Süß_AB"];
  beforeAll(async () => {
    ({ owner, publisherIds } = await portfolio(world, names));
  });
  const [ready, angstrom, con, fabrikam, suss] = names as [string, string, string, string, string];

  test.each([
    ["contoso", [ready, fabrikam, angstrom]],
    ["CONT", [ready, fabrikam, angstrom]],
    ["con", [con, ready, fabrikam, angstrom]],
    ["toso", [con]],
    ["angstrom", [angstrom]],
    ["ÅNGSTR", [angstrom]],
    ["suss", [suss]],
    ["SÜSS", [suss]],
    ["con ang", [angstrom]],
    ["comp  the", [angstrom]],
    ["con fab", [fabrikam]],
    ["ready fab", []],
    ["ontoso", []],
    ["100", [suss]],
    ["%", []],
    ["_", []],
    ["' OR 1=1 --", []],
    ["", [suss, con, ready, fabrikam, angstrom]],
    ["   ", [suss, con, ready, fabrikam, angstrom]],
  ])("%j finds exactly the accounts whose name has a word starting with each term", async (search, found) => {
    expect(await namesOf(owner, { search })).toEqual(found);
  });

  test("uses only the first eight words, however many are given", async () => {
    const eight = "t th the c co con cont conto";
    const statements = async (search: string) => {
      const find = async () => expect(await namesOf(owner, { search })).toEqual([angstrom]);
      return statementsOf(world.app.services.database, find);
    };
    // The first request of a person takes more statements, since it binds them.
    await namesOf(owner);
    const asked = await statements(eight);
    expect(asked).not.toEqual([]);
    const others = Array.from({ length: 9_000 }, (_, i) => `x${i}`).join(" ");
    expect(await statements(`${eight} ${others}`)).toEqual(asked);
    expect(await statements(`${eight} `.repeat(2_000))).toEqual(asked);
  });

  test("matches a prefix of the publisher ID, ignoring case", async () => {
    const [id] = publisherIds;
    expect(await namesOf(owner, { search: id!.toUpperCase() })).toEqual([ready]);
    expect(await namesOf(owner, { search: id!.slice(0, -1) })).toHaveLength(names.length);
    expect(await namesOf(owner, { search: id!.slice(1) })).toEqual([]);
  });
});
