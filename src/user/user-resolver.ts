import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Account as AccountRow } from "../../entities/account";
import { Account, AccountUser, UsersArgs } from "../../schema";
import { pageWish, type Connection } from "../graphql/connection";
import type { Context } from "../graphql/context";
import type { Soon } from "../graphql/loader";
import { pageCost } from "../graphql/page-cost";
import { format } from "../messages/format";
import type { ShownUser as UserRow } from "./shown-user-loader";
import { usersOf } from "./user-pages";
import { displayNameOf, isErased } from "./user-rules";

/** How far a user's last change has got on its way back to CPP. */
export interface SyncSource {
  state: UserRow["syncState"];
  attempts: number;
  syncedAt: number | null;
  nextAttemptAt: number | null;
  lastError: string | null;
}

@Resolver(() => Account)
export class AccountUsersResolver {
  @FieldResolver({ complexity: pageCost })
  users(
    @Root() account: AccountRow,
    @Args(() => UsersArgs) args: UsersArgs,
    @Ctx() context: Context,
  ): Soon<Connection<UserRow>> {
    const includeRemoved = args.includeRemoved ?? false;
    return usersOf(context, { accountId: account.id, wish: pageWish(args, 50, ["string"]), includeRemoved });
  }
}

@Resolver(() => AccountUser)
export class AccountUserResolver {
  /** Whoever sees the user sees the account. */
  @FieldResolver()
  account(@Root() { accountId }: UserRow, @Ctx() { loaders }: Context): Soon<AccountRow | null> {
    return loaders.account.load(accountId);
  }

  @FieldResolver()
  displayName(@Root() user: UserRow, @Ctx() { locale }: Context): string {
    return isErased(user) ? format(locale, "person.former") : displayNameOf(user);
  }

  @FieldResolver()
  sync(@Root() user: UserRow): SyncSource | null {
    const {
      syncState: state,
      syncAttempts: attempts,
      syncedAt,
      syncNextAt: nextAttemptAt,
      syncError: lastError,
    } = user;
    return state === null ? null : { state, attempts, syncedAt, nextAttemptAt, lastError };
  }
}
