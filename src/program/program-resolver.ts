import { Args, Ctx, FieldResolver, Query, Resolver } from "type-graphql";
import type { AccountUser as UserRow } from "../../entities/account-user";
import { PageArgs, Program } from "../../schema";
import { pageWish, type Connection } from "../graphql/connection";
import type { Context } from "../graphql/context";
import { pageCost } from "../graphql/page-cost";
import { failedSyncs } from "./program-pages";
import { statusCounts, type StatusCountValue } from "./status-counts";

@Resolver(() => Program)
export class ProgramResolver {
  @Query(() => Program, {
    nullable: true,
    description: "The migration of all accounts; null unless the viewer holds the support role.",
  })
  program(@Ctx() { viewer }: Context): object | null {
    return viewer.support ? {} : null;
  }

  @FieldResolver()
  statusCounts(@Ctx() { services }: Context): Promise<StatusCountValue[]> {
    return statusCounts(services.database);
  }

  @FieldResolver({ complexity: pageCost })
  failedSyncs(@Args(() => PageArgs) args: PageArgs, @Ctx() { services }: Context): Promise<Connection<UserRow>> {
    return failedSyncs(services.database, pageWish(args, 20, ["string", "string"]));
  }
}
