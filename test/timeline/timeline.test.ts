import { TimelineDocument, type TimelineQueryVariables } from "../generated/graphql";
import { bringTo, type Brought } from "../support/bring-to";
import { minutes } from "../support/test-clock";
import { proveByCode, submit, succeeded } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
let moved: Brought;
beforeAll(async () => {
  world = await openWorld();
  const brought = await bringTo(world, "ACTION_REQUIRED", { mpn: "other-tenant" });
  const { made, owner, id } = brought;
  world.clock.advance(minutes(1));
  await submit(owner, id, made.owner);
  await submit(owner, id, "ann@no-tenant.example.com");
  world.clock.advance(minutes(1));
  succeeded(await proveByCode(world, owner, id, made.insider));
  await world.settle();
  moved = brought;
});
afterAll(() => world.close());

async function timeline(variables: Omit<TimelineQueryVariables, "publisherId"> = {}) {
  const { publisherId } = moved.made;
  return (await moved.owner.run(TimelineDocument, { publisherId, first: 100, ...variables })).account!.timeline;
}

test("the timeline lists every event, newest first", async () => {
  const { nodes, totalCount } = await timeline();
  expect(nodes.map(({ kind, severity, actor }) => [kind, severity, actor?.displayName ?? null])).toEqual([
    ["STATUS_CHANGED", "INFO", null],
    ["STEP_FINISHED", "INFO", null],
    ["STEP_FINISHED", "INFO", null],
    ["STEP_FINISHED", "INFO", null],
    ["STATUS_CHANGED", "INFO", null],
    ["STEP_FINISHED", "INFO", null],
    ["STATUS_CHANGED", "INFO", "Owner"],
    ["ANSWER_ACCEPTED", "INFO", "Owner"],
    ["CODE_SENT", "INFO", "Owner"],
    ["ANSWER_REJECTED", "WARNING", "Owner"],
    ["ANSWER_REJECTED", "WARNING", "Owner"],
    ["STATUS_CHANGED", "WARNING", "Owner"],
  ]);
  expect(totalCount).toBe(12);
  const times = nodes.map((event) => Date.parse(event.at));
  expect(times).toEqual(times.toSorted((a, b) => b - a));
  expect(times[0]! - times.at(-1)!).toBe(minutes(2));
  expect(nodes[0]!.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

test("messages are in the language of the request", async () => {
  const { publisherId } = moved.made;
  const { account } = await moved.owner.run(TimelineDocument, { publisherId, first: 1 }, "sv");
  expect(account!.timeline.nodes[0]!.message).toBe("Kontot hanteras nu i Partner Center.");
});

test.each([1, 5, 11, 12, 13])("pages of %d hold every event once, in order", async (first) => {
  const all = (await timeline()).nodes;
  const seen: typeof all = [];
  for (let after: string | null = null, more = true; more;) {
    const page = await timeline({ first, after });
    expect(page.totalCount).toBe(all.length);
    seen.push(...page.nodes);
    more = page.pageInfo.hasNextPage;
    after = page.pageInfo.endCursor!;
  }
  expect(seen).toEqual(all);
});

test("an event added during paging causes neither a gap nor a duplicate", async () => {
  const { made, owner, id } = await bringTo(world, "ACTION_REQUIRED");
  const read = async (first: number, after: string | null = null) =>
    (await owner.run(TimelineDocument, { publisherId: made.publisherId, first, after })).account!.timeline;
  await submit(owner, id, "ann@no-tenant.example.com");
  const head = await read(1);
  await submit(owner, id, "bob@no-tenant.example.com");
  const tail = await read(10, head.pageInfo.endCursor);
  expect([...head.nodes, ...tail.nodes].map((event) => event.kind)).toEqual(["ANSWER_REJECTED", "STATUS_CHANGED"]);
});

test.each<[Omit<TimelineQueryVariables, "publisherId">, number]>([
  [{ kinds: ["STATUS_CHANGED"] }, 4],
  [{ kinds: ["ANSWER_REJECTED", "CODE_SENT"] }, 3],
  [{ severities: ["WARNING"] }, 3],
  [{ severities: ["ERROR"] }, 0],
  [{ severities: ["WARNING"], kinds: ["STATUS_CHANGED"] }, 1],
  [{ severities: ["INFO", "WARNING", "ERROR"] }, 12],
  [{ kinds: [] }, 0],
  [{ severities: [] }, 0],
  [{ kinds: null, severities: null }, 12],
])("the filter %j selects and counts the matching events", async (filter, count) => {
  const { nodes, totalCount } = await timeline(filter);
  expect(nodes).toHaveLength(count);
  expect(totalCount).toBe(count);
  for (const { kind, severity } of nodes) {
    if (filter.kinds) expect(filter.kinds).toContain(kind);
    if (filter.severities) expect(filter.severities).toContain(severity);
  }
  const [first] = (await timeline({ ...filter, first: 1 })).nodes;
  expect(first).toEqual(nodes[0]);
});

test("the timeline of a new account is empty", async () => {
  const made = await world.account();
  const { account } = await (await world.as(made.owner)).run(TimelineDocument, { publisherId: made.publisherId });
  expect(account!.timeline).toEqual({ nodes: [], pageInfo: { hasNextPage: false, endCursor: null }, totalCount: 0 });
});

test("a failed migration has an event of severity ERROR", async () => {
  const { made, owner } = await bringTo(world, "FAILED");
  const { publisherId } = made;
  const { account } = await owner.run(TimelineDocument, { publisherId, severities: ["ERROR"] });
  expect(account!.timeline.nodes).toMatchObject([{ kind: "STATUS_CHANGED", message: "The migration has stopped." }]);
});

const cursor = (place: string) => Buffer.from(place).toString("base64url");
test.each<[string, object]>([
  ["a page size above 100", { first: 101 }],
  ["a negative page size", { first: -1 }],
  ["a malformed cursor", { after: "x" }],
  ["a cursor of another list", { after: cursor('["a"]') }],
  ["a cursor with a fraction", { after: cursor("[1.5]") }],
  ["a cursor with an infinite number", { after: cursor("[1e999]") }],
])("%s is refused as BAD_USER_INPUT", async (_, variables) => {
  const { publisherId } = moved.made;
  const { errors } = await moved.owner.send(TimelineDocument, { publisherId, ...variables });
  expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
});
