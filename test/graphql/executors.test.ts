import {
  buildSchema,
  execute,
  parse,
  specifiedRules,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
} from "graphql";
import { IdentityKind } from "../../entities/words";
import { createSchema } from "../../src/graphql/build-schema";
import type { Context } from "../../src/graphql/context";
import { createContext } from "../../src/graphql/create-context";
import { compiledExecutor } from "../../src/graphql/executor";
import { refuseTooExpensive, validationRules } from "../../src/graphql/limits";
import type { Viewer } from "../../src/viewer/viewer";
import type { MadeAccount } from "../support/accounts";
import { bringTo } from "../support/bring-to";
import { randomOperations, type KnownValues } from "../support/random-operations";
import { openWorld, type World } from "../support/world";

const seed = 20_260_701;
const operations = 400;
const schema = createSchema();

let world: World;
let me: MadeAccount;
let support: Viewer;
let known: KnownValues;

beforeAll(async () => {
  world = await openWorld();
  me = await world.account();
  const entry = { kind: "person", email: me.owner, displayName: "Me", identity: "work" };
  const owned = { users: [{ ...entry, role: "Owner" }] };
  const publisherIds = [me.publisherId];
  for (const status of ["COMPLETED", "FAILED", "ACTION_REQUIRED", "VERIFYING"] as const)
    publisherIds.push((await bringTo(world, status, owned)).made.publisherId);
  for (const mpn of ["other-tenant", "none", "malformed"] as const)
    publisherIds.push((await world.account({ mpn, ...owned })).publisherId);
  const watched = await world.account({ users: [{ ...entry, role: "Contributor" }] });
  publisherIds.push(watched.publisherId);
  known = await valuesOf(publisherIds);
  support = { ...viewerOf(me), support: true };
}, 120_000);
afterAll(() => world.close());

function viewerOf({ owner, tenant, world: { people } }: MadeAccount): Viewer {
  const { oid } = people.find((person) => (person as { email: string }).email === owner) as { oid: string };
  return {
    ...{ tenantId: tenant.tenantId, objectId: oid, email: owner, displayName: "Owner", identity: IdentityKind.WORK },
    ...{ guest: false, support: false, expiresAt: Infinity },
  };
}

const contextOf = (viewer: Viewer): Promise<Context> =>
  createContext(
    world.app.services,
    () => Promise.resolve(viewer),
    { authorization: "Bearer known" },
    false,
  ) as Promise<Context>;

/** Returns IDs and cursors of what the world holds, and some invalid ones. */
async function valuesOf(publisherIds: string[]): Promise<KnownValues> {
  const page = "pageInfo { endCursor }";
  const { data } = await (
    await world.as(me.owner)
  ).raw(`{ viewer { accounts { ${page} nodes { id migration { id startedBy { id } } mpn { id tenant { id } }
    users { ${page} nodes { id } } timeline { ${page} nodes { id } } } } } }`);
  const found = (name: string) => [
    ...new Set([...JSON.stringify(data).matchAll(new RegExp(`"${name}":"([^"]+)"`, "g"))].map(([, value]) => value)),
  ];
  const ids = [...found("id"), "x", Buffer.from("Account:nobody").toString("base64url")];
  return {
    ...{ publisherId: [...publisherIds, "nobody"], id: ids, ids, accountId: ids },
    after: [...found("endCursor"), null, "garbage"],
    first: [0, 1, 2, 5, 20, null, -1, 101],
    search: ["t", "test", "", publisherIds[0]],
    ...{ workEmail: [me.owner, me.insider, "nobody", "someone@outlook.com"], mpnId: [me.mpnId, "1", "x"] },
  };
}

/** The result as JSON: errors keep their order, and the order of keys does not matter. */
const told = (result: object): unknown => JSON.parse(JSON.stringify(result));

/** Returns the fields of object types that a document asks for. */
function asked(document: DocumentNode): string[] {
  const found: string[] = [];
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: () => void found.push(`${types.getParentType()?.name}.${types.getFieldDef()?.name}`),
    }),
  );
  return found;
}

test("compiled plans answer random queries as the reference executor does", async () => {
  const next = randomOperations(schema, known, seed);
  const compiled = compiledExecutor(schema, 1);
  const covered = new Set<string>();
  const counts = { clean: 0, faulty: 0 };
  while (counts.clean + counts.faulty < operations) {
    const { query, variables } = next();
    const document = parse(query);
    if (validate(schema, document, [...specifiedRules, ...validationRules]).length > 0) continue;
    const [operation] = document.definitions as [Parameters<typeof refuseTooExpensive>[2]];
    try {
      refuseTooExpensive(schema, document, operation, variables);
    } catch {
      continue;
    }
    const viewer = (counts.clean + counts.faulty) % 4 === 0 ? support : viewerOf(me);
    const [context, fresh] = [await contextOf(viewer), await contextOf(viewer)];
    const by = (contextValue: Context) =>
      execute({ schema, document, contextValue, variableValues: variables, operationName: "Q" });
    const reference = await by(fresh);
    const data = await compiled({ document, operationName: "Q", variables, context });
    const about = `${query}\n${JSON.stringify(variables)}`;
    if (data !== null) {
      expect([about, told({ data })]).toEqual([about, told(reference)]);
      counts.clean++;
      for (const field of asked(document)) covered.add(field);
    } else {
      // The plan gave up, and the reference executor goes on with the same loaders: there must be an error. Only dry runs
      // are never planned.
      if (!asked(document).includes("Account.preflight"))
        expect([about, reference.errors?.length ?? 0]).not.toEqual([about, 0]);
      expect([about, told(await by(context))]).toEqual([about, told(reference)]);
      counts.faulty++;
    }
  }
  expect(counts.clean).toBeGreaterThan(operations / 3);
  expect(counts.faulty).toBeGreaterThan(operations / 20);
  expect(covered.size).toBeGreaterThan(100);
}, 240_000);

test("mutations, subscriptions, introspection and dry runs are left to the reference executor", async () => {
  const compiled = compiledExecutor(schema, 1);
  const context = await contextOf(viewerOf(me));
  for (const query of [
    'mutation { startMigration(input: { accountId: "x" }) { __typename } }',
    "{ __schema { queryType { name } } }",
    'subscription { accountActivity(accountId: "x") { cursor } }',
    `{ account(publisherId: "${me.publisherId}") { preflight { ready } } }`,
  ])
    expect(await compiled({ document: parse(query), operationName: undefined, variables: {}, context })).toBeNull();
});

test("a query is compiled when it is sent again, unless its plan would be too large", async () => {
  const compiled = compiledExecutor(schema);
  const context = await contextOf(viewerOf(me));
  const ask = (document: DocumentNode) => compiled({ document, operationName: undefined, variables: {}, context });
  const document = parse("{ viewer { email } }");
  expect([await ask(document), await ask(document)]).toEqual([null, { viewer: { email: me.owner } }]);
  const current = (levels: number): string =>
    levels === 0 ? "message" : `current { requirements { problem { message ${current(levels - 1)} } } }`;
  const huge = parse(`{ account(publisherId: "x") { migration { requirements { problem { ${current(3)} } } } } }`);
  expect([await ask(huge), await ask(huge)]).toEqual([null, null]);
});

test("a compiled plan supports aliases such as __proto__ and constructor", async () => {
  const compiled = compiledExecutor(schema, 1);
  const document = parse(
    "{ __proto__: viewer { __proto__: email toString: displayName constructor: tenant { name: displayName } } }",
  );
  const ask = { document, operationName: undefined, variables: {} };
  const data = await compiled({ ...ask, context: await contextOf(viewerOf(me)) });
  const reference = await execute({ schema, document, contextValue: await contextOf(viewerOf(me)) });
  expect(JSON.stringify({ data })).toBe(JSON.stringify(reference));
});

test("a property getter that throws is left to the reference executor", async () => {
  const small = buildSchema("type Query { now: Thing later: Thing } type Thing { name: String }");
  const thing = {
    get name(): string {
      throw new Error("no name");
    },
  };
  const { now, later } = small.getQueryType()!.getFields();
  now!.resolve = () => thing;
  later!.resolve = () => Promise.resolve(thing);
  const compiled = compiledExecutor(small, 1);
  for (const field of ["now", "later"])
    expect(
      await compiled({
        document: parse(`{ ${field} { name } }`),
        operationName: undefined,
        variables: {},
        context: null,
      }),
    ).toBeNull();
});

test("a query has one plan for each set of included fields, and at most eight are kept", async () => {
  const compiled = compiledExecutor(schema, 1);
  const context = await contextOf(viewerOf(me));
  const fields = ["email", "displayName", "identity", "__typename"];
  const document = parse(`query (${fields.map((_, i) => `$f${i}: Boolean!`).join()}) {
    viewer { tenant { tenantId } ${fields.map((field, i) => `${field} @include(if: $f${i})`).join(" ")} } }`);
  const left = [];
  for (let wanted = 0; wanted < 16; wanted++)
    for (const again of [false, true]) {
      const variables = Object.fromEntries(fields.map((_, i) => [`f${i}`, ((wanted >> i) & 1) === 1]));
      const data = await compiled({ document, operationName: undefined, variables, context });
      if (data === null) left.push(`${wanted} ${again}`);
      else {
        const reference = await execute({ schema, document, contextValue: context, variableValues: variables });
        expect(told({ data })).toEqual(told(reference));
      }
    }
  expect(left).toHaveLength(16);
});
