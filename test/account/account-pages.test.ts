import { ViewerAccountsDocument } from "../generated/graphql";
import type { Client } from "../support/client";
import { portfolio } from "../support/portfolio";
import { openWorld, type World } from "../support/world";

const count = 23;
let world: World;
let owner: Client;
beforeAll(async () => {
  world = await openWorld();
  // Seven names, so that accounts of the same name span a page boundary.
  ({ owner } = await portfolio(
    world,
    Array.from({ length: count }, (_, index) => `Näme ${index % 7}`),
  ));
});
afterAll(() => world.close());

const page = async (first: number, after: string | null = null) =>
  (await owner.run(ViewerAccountsDocument, { first, after })).viewer.accounts;

test.each([1, 2, 5, 22, 23, 24])("pages of %d hold every account once, in order", async (first) => {
  const seen: string[] = [];
  const names: string[] = [];
  for (let after: string | null = null, more = true; more;) {
    const { nodes, edges, pageInfo } = await page(first, after);
    expect(nodes.length).toBeGreaterThan(0);
    expect(edges.map((edge) => edge.node.publisherId)).toEqual(nodes.map((node) => node.publisherId));
    expect(pageInfo).toMatchObject({
      hasPreviousPage: after !== null,
      startCursor: edges[0]!.cursor,
      endCursor: edges.at(-1)!.cursor,
    });
    seen.push(...nodes.map((node) => node.publisherId));
    names.push(...nodes.map((node) => node.displayName));
    more = pageInfo.hasNextPage;
    after = pageInfo.endCursor!;
    if (more) expect(nodes).toHaveLength(first);
  }
  expect(seen).toHaveLength(count);
  expect(new Set(seen).size).toBe(count);
  expect(names).toEqual(names.toSorted());
});

test("paging continues after the cursor of any edge, and the last edge's gives an empty page", async () => {
  const { edges } = await page(100);
  const middle = await page(100, edges[10]!.cursor);
  expect(middle.nodes).toMatchObject(edges.slice(11).map((edge) => edge.node));
  const last = await page(5, edges.at(-1)!.cursor);
  expect(last).toMatchObject({ nodes: [], pageInfo: { hasNextPage: false, startCursor: null, endCursor: null } });
});

test("an account inserted while a client is paging causes no gap and no duplicate", async () => {
  const { owner: pager, made } = await portfolio(world, ["A", "B", "C", "D"]);
  const read = async (first: number, after: string | null) =>
    (await pager.run(ViewerAccountsDocument, { first, after })).viewer.accounts;
  const head = await read(2, null);
  const [row] = made.world.accounts;
  await world.importRows([{ ...row, publisherId: `${made.publisherId}-new`, displayName: "AA" }]);
  const tail = await read(100, head.pageInfo.endCursor);
  expect([...head.nodes, ...tail.nodes].map((node) => node.displayName)).toEqual(["A", "B", "C", "D"]);
});

test("first: 0 returns an empty page with hasNextPage", async () => {
  expect(await page(0)).toMatchObject({ nodes: [], edges: [], pageInfo: { hasNextPage: true, endCursor: null } });
});

const cursor = (place: unknown) => Buffer.from(JSON.stringify(place)).toString("base64url");
test.each<[string, object]>([
  ["first above 100", { first: 101 }],
  ["a negative first", { first: -1 }],
  ["an empty cursor", { after: "" }],
  ["a cursor that cannot be decoded", { after: "x" }],
  ["a cursor that encodes an object", { after: cursor({ a: 1 }) }],
  ["a cursor whose parts are objects", { after: cursor([{}, []]) }],
  ["a cursor without parts", { after: cursor([]) }],
  ["a cursor of the timeline", { after: cursor([3]) }],
  ["a cursor with three parts", { after: cursor(["a", "b", "c"]) }],
  ["a cursor whose parts are numbers", { after: cursor([1, 2]) }],
])("%s is rejected with BAD_USER_INPUT", async (_, variables) => {
  const { errors, data } = await owner.send(ViewerAccountsDocument, variables);
  expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
  expect(data ?? null).toBeNull();
});
