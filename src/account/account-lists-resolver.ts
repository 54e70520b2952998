import { Args, Ctx, FieldResolver, Resolver } from "type-graphql";
import type { Account as AccountRow } from "../../entities/account";
import { AccountsArgs, Program, Viewer } from "../../schema";
import { pageWish, type Connection } from "../graphql/connection";
import type { Context } from "../graphql/context";
import { pageCost } from "../graphql/page-cost";
import { accountsOf, allAccounts } from "./account-pages";

@Resolver(() => Viewer)
export class ViewerAccountsResolver {
  @FieldResolver({ complexity: pageCost })
  accounts(@Args(() => AccountsArgs) args: AccountsArgs, @Ctx() context: Context): Promise<Connection<AccountRow>> {
    return accountsOf(context, pageWish(args, 20, ["string", "string"]), args.filter ?? {});
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
