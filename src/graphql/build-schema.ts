import { type GraphQLInputObjectType, type GraphQLSchema } from "graphql";
import { buildSchemaSync } from "type-graphql";
import { oneOfInputs, rootDescriptions, schemaTypes } from "../../schema";
import { AccountResolver } from "../account/account-resolver";
import { ProgramAccountsResolver, ViewerAccountsResolver } from "../account/account-lists-resolver";
import { BannerResolver } from "../account/banner-resolver";
import { AccountMigrationResolver, MigrationFailureResolver, MigrationResolver } from "../migration/migration-resolver";
import { MigrationMutations } from "../migration/mutation-resolver";
import { RequirementResolver } from "../migration/requirement-resolver";
import { AccountMpnResolver, MpnMembershipResolver } from "../mpn/mpn-resolver";
import { ProgramResolver } from "../program/program-resolver";
import { TenantResolver } from "../tenant/tenant-resolver";
import { ActivityResolver } from "../timeline/activity-resolver";
import { AccountTimelineResolver, TimelineEventResolver } from "../timeline/timeline-resolver";
import { UserMutations } from "../user/user-mutations";
import { AccountUserResolver, AccountUsersResolver } from "../user/user-resolver";
import { ViewerResolver } from "../viewer/viewer-resolver";
import { NodeResolver } from "./node-resolver";
import * as problems from "./problem-resolver";
import { thinResolvers } from "./thin-resolvers";
import * as totals from "./total-count-resolver";

/** Builds the executable schema: the types of `schema/` with the resolvers of every room. */
export function createSchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [
      ViewerResolver,
      ViewerAccountsResolver,
      ProgramAccountsResolver,
      AccountResolver,
      BannerResolver,
      AccountMigrationResolver,
      AccountMpnResolver,
      AccountTimelineResolver,
      AccountUsersResolver,
      AccountUserResolver,
      ActivityResolver,
      UserMutations,
      MigrationResolver,
      MigrationFailureResolver,
      MigrationMutations,
      MpnMembershipResolver,
      NodeResolver,
      ProgramResolver,
      RequirementResolver,
      TenantResolver,
      TimelineEventResolver,
      ...Object.values(problems),
      ...Object.values(totals),
    ],
    orphanedTypes: schemaTypes,
    validate: false,
    // Subscriptions have their own source, but the builder requires a pubSub.
    pubSub: { publish: () => undefined, subscribe: () => never },
  });
  for (const name of oneOfInputs) (schema.getType(name) as GraphQLInputObjectType).isOneOf = true;
  for (const [name, description] of Object.entries(rootDescriptions)) schema.getType(name)!.description = description;
  thinResolvers(schema);
  return schema;
}

const never: AsyncIterable<never> = { [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => undefined) }) };
