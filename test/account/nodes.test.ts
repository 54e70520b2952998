import { randomUUID } from "node:crypto";
import { encodeNodeId } from "../../src/graphql/node-id";
import {
  AccountUsersDocument,
  NamesDocument,
  RefetchAllDocument,
  RefetchDocument,
  TimelineDocument,
  ViewerDocument,
} from "../generated/graphql";
import { bringTo } from "../support/bring-to";
import type { Client } from "../support/client";
import { statementsOf } from "../support/statements";
import { lookAt, submit } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Returns the ID of one object of every type that can be fetched again, as an owner gets it. */
async function everyNode() {
  const { made, owner, id } = await bringTo(world, "ACTION_REQUIRED", { mpn: "other-tenant" });
  await submit(owner, id, made.owner);
  const { publisherId } = made;
  const { viewer } = await owner.run(ViewerDocument, {});
  const { id: accountId, mpn } = await lookAt(owner, publisherId);
  const { account } = await owner.run(AccountUsersDocument, { publisherId });
  const timeline = (await owner.run(TimelineDocument, { publisherId })).account!.timeline;
  const names = (await owner.run(NamesDocument, { publisherId })).account!;
  const nodes: Record<string, string> = {
    Account: accountId,
    Migration: id,
    AccountUser: account!.users.nodes[1]!.id,
    TimelineEvent: timeline.nodes[0]!.id,
    Tenant: viewer.tenant!.id,
    MpnMembership: mpn!.id,
  };
  return { made, owner, nodes, mpnTenantId: names.migration.requirements[0]!.tenant!.id };
}

test("every type of node can be refetched by ID, one at a time and in a list", async () => {
  const { owner, nodes } = await everyNode();
  for (const [type, id] of Object.entries(nodes))
    expect(await owner.run(RefetchDocument, { id })).toEqual({ node: { __typename: type, id } });
  const ids = Object.values(nodes);
  const both = [...ids.toReversed(), "none", ...ids];
  const { nodes: found } = await owner.run(RefetchAllDocument, { ids: both });
  expect(found.map((node) => node?.id ?? "none")).toEqual(both);
});

test("an object has one ID: other texts that say the same lead nowhere", async () => {
  const { owner, nodes } = await everyNode();
  const textOf = (id: string) => Buffer.from(id, "base64url").toString();
  const idOf = (text: string) => Buffer.from(text).toString("base64url");
  for (const id of Object.values(nodes)) {
    const text = textOf(id);
    const others = [`${id}=`, ` ${id}`, ...[`${text}:x`, text.replace(/:(\d+)$/, ":0$1"), `${text}:`].map(idOf)];
    const ids = others.filter((other) => other !== id);
    expect(await owner.run(RefetchAllDocument, { ids })).toEqual({ nodes: ids.map(() => null) });
  }
});

test("the MPN ID's tenant can be refetched by an owner or its members, not by contributors or colleagues", async () => {
  const { made, owner, mpnTenantId: id } = await everyNode();
  expect(await owner.run(RefetchDocument, { id })).toMatchObject({ node: { __typename: "Tenant" } });
  for (const email of [made.contributor, made.employee])
    expect(await (await world.as(email)).run(RefetchDocument, { id })).toEqual({ node: null });
  const insider = await world.as(made.insider);
  expect(await insider.run(RefetchDocument, { id })).toMatchObject({ node: { __typename: "Tenant" } });
});

test("a contributor can refetch every type of node of the account by ID", async () => {
  const { made, nodes } = await everyNode();
  const contributor = await world.as(made.contributor);
  const ids = Object.values(nodes);
  const { nodes: found } = await contributor.run(RefetchAllDocument, { ids });
  expect(found.map((node) => node?.id)).toEqual(ids);
});

test("nodes of another owner's account are null, and the rest of the list is returned", async () => {
  const { owner, nodes } = await everyNode();
  const other = await everyNode();
  const ids = [nodes.Account!, ...Object.values(other.nodes), nodes.Migration!];
  const { nodes: found } = await owner.run(RefetchAllDocument, { ids });
  expect(found.map((node) => node?.id ?? null)).toEqual([
    nodes.Account,
    ...ids.slice(1, -1).map(() => null),
    nodes.Migration,
  ]);
});

/** Returns how many statements one request takes to fetch them. */
async function statementsFor(owner: Client, ids: string[]): Promise<number> {
  const fetch = () => owner.run(RefetchAllDocument, { ids });
  await fetch();
  return (await statementsOf(world.app.services.database, fetch)).length;
}

test("repeating an ID in one request takes no additional statements", async () => {
  const { owner, nodes } = await everyNode();
  for (const id of Object.values(nodes))
    expect(await statementsFor(owner, Array<string>(100).fill(id))).toBe(await statementsFor(owner, [id]));
});

test("checking the visibility of 100 tenants takes as many statements as checking one", async () => {
  const { owner, mpnTenantId } = await everyNode();
  const strangers = Array.from({ length: 99 }, () => encodeNodeId("Tenant", randomUUID()));
  const one = await statementsFor(owner, [mpnTenantId]);
  expect(await statementsFor(owner, [mpnTenantId, ...strangers])).toBe(one);
});

test("at most 100 nodes can be fetched in one request", async () => {
  const { owner, nodes } = await everyNode();
  const ids = Array<string>(100).fill(nodes.Account!);
  expect((await owner.run(RefetchAllDocument, { ids })).nodes).toHaveLength(100);
  const { errors } = await owner.send(RefetchAllDocument, { ids: [...ids, nodes.Account!] });
  expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
});
