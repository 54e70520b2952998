import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, FieldResolver, Info, Resolver } from "type-graphql";
import type { Account as AccountRow } from "../../entities/account";
import { AccountsArgs, Program, Viewer } from "../../schema";
import { asksForFirst } from "../graphql/asks-for";
import { pageWish, type Connection } from "../graphql/connection";
import type { Context } from "../graphql/context";
import { pageCost } from "../graphql/page-cost";
import { accountsOf, allAccounts } from "./account-pages";

@Resolver(() => Viewer)
export class ViewerAccountsResolver {
  @FieldResolver({ complexity: pageCost })
  accounts(
    @Args(() => AccountsArgs) args: AccountsArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<AccountRow>> {
    const wish = pageWish(args, 20, ["string", "string"]);
    return accountsOf(context, wish, args.filter ?? {}, asksForFirst(info, "users"));
  }
}

@Resolver(() => Program)
export class ProgramAccountsResolver {
  @FieldResolver({ complexity: pageCost })
  accounts(
    @Args(() => AccountsArgs) args: AccountsArgs,
    @Ctx() { services }: Context,
  ): Promise<Connection<AccountRow>> {
    return allAccounts(services.database, pageWish(args, 20, ["string", "string"]), args.filter ?? {});
  }
}
