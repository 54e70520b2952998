import { Args, Ctx, FieldResolver, Resolver } from "type-graphql";
import type { Account as AccountRow } from "../../entities/account";
import { AccountsArgs, Viewer } from "../../schema";
import { pageWish, type Connection } from "../graphql/connection";
import type { Context } from "../graphql/context";
import { pageCost } from "../graphql/page-cost";
import { accountsOf } from "./account-pages";

@Resolver(() => Viewer)
export class ViewerAccountsResolver {
  @FieldResolver({ complexity: pageCost })
  async accounts(
    @Args(() => AccountsArgs) args: AccountsArgs,
    @Ctx() { services, access }: Context,
  ): Promise<Connection<AccountRow>> {
    const wish = pageWish(args, 20);
    return accountsOf(services.database, await access.address(), wish, args.filter ?? {});
  }
}
