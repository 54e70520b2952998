import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from "type-graphql";
import { TimelineEvent as EventRow } from "../../entities/timeline-event";
import { Node } from "../../schema";
import { mpnOf } from "../mpn/mpn-resolver";
import { membershipView } from "../mpn/mpn-view-rules";
import { mayNameTenant } from "../tenant/may-name-tenant";
import { badInput } from "./connection";
import type { Context } from "./context";
import { decodeNodeId, encodeNodeId, type NodeId, type NodeType } from "./node-id";

const mostNodes = 100;

/** The key parts that each type's IDs encode, from the object's source. */
const keys: Readonly<Record<NodeType, (source: never) => (string | number)[]>> = {
  Account: ({ id }: { id: string }) => [id],
  Migration: ({ accountId }: { accountId: string }) => [accountId],
  AccountUser: ({ accountId, id }: { accountId: string; id: string }) => [accountId, id],
  TimelineEvent: ({ accountId, seq }: { accountId: string; seq: number }) => [accountId, seq],
  Tenant: ({ tenantId }: { tenantId: string }) => [tenantId],
  MpnMembership: ({ key }: { key: string[] }) => key,
};

@Resolver(() => Node)
export class NodeResolver {
  @FieldResolver()
  id(@Root() source: never, @Info() { parentType }: GraphQLResolveInfo): string {
    const type = parentType.name as NodeType;
    return encodeNodeId(type, ...keys[type](source));
  }

  @Query(() => Node, { nullable: true, description: "Fetch one object again; null when absent or not visible." })
  node(@Arg("id", () => ID) id: string, @Ctx() context: Context): Promise<object | null> {
    return fetchNode(context, id);
  }

  @Query(() => [Node], {
    nullable: "items",
    complexity: ({ args, childComplexity }) => 1 + (args as { ids: string[] }).ids.length * childComplexity,
    description: "Fetch up to 100 objects again, in order; null where absent or not visible.",
  })
  async nodes(@Arg("ids", () => [ID]) ids: string[], @Ctx() context: Context): Promise<(object | null)[]> {
    if (ids.length > mostNodes) throw badInput(`at most ${mostNodes} objects can be fetched at once`);
    const distinct = [...new Set(ids)];
    const nodes = await Promise.all(distinct.map((id) => fetchNode(context, id)));
    const byId = new Map(distinct.map((id, i) => [id, nodes[i]!]));
    return ids.map((id) => byId.get(id)!);
  }
}

/** Returns the object with that ID. An object has one ID, although there are other texts that lead to it. */
async function fetchNode(context: Context, id: string): Promise<object | null> {
  const node = decodeNodeId(id);
  const found = node && (await find(context, node));
  return found && encodeNodeId(node.type, ...keys[node.type](found as never)) === id ? found : null;
}

async function find(context: Context, { type, key }: NodeId): Promise<object | null> {
  const { access, loaders, services } = context;
  const [first, second] = key as [string, string | undefined];
  if (type === "Tenant") return (await mayNameTenant(context, first)) ? loaders.tenant.load(first) : null;
  if (!(await access.maySee(first))) return null;
  switch (type) {
    case "Account":
      return loaders.account.load(first);
    case "Migration":
      return loaders.migration.load(first);
    case "AccountUser":
      return loaders.user.load({ accountId: first, id: second! });
    case "TimelineEvent":
      if (!/^\d{1,9}$/.test(second!)) return null;
      return services.database.reader.findOneBy(EventRow, { accountId: first, seq: Number(second) });
    case "MpnMembership":
      return fetchMembership(context, first, second);
  }
}

/** Returns the account's own membership, or another one only if a refusal on the account has named it. */
async function fetchMembership(context: Context, accountId: string, mpnId: string | undefined): Promise<object | null> {
  const { loaders } = context;
  if (mpnId === undefined) {
    const account = await loaders.account.load(accountId);
    return account && mpnOf(context, account);
  }
  const problem = (await loaders.migration.load(accountId))?.mpnProblem;
  if (problem?.__typename !== "TenantAlreadyEnrolled" || problem.mpnId !== mpnId) return null;
  const membership = await loaders.membership.load(mpnId);
  return membership && membershipView(accountId, [accountId, mpnId], membership);
}
