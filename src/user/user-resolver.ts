import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Account as AccountRow } from "../../entities/account";
import type { PartnerCenterRole } from "../../entities/words";
import { Account, AccountUser, UsersArgs } from "../../schema";
import { isMigrated } from "../account/banner-rules";
import { pageWish, type Connection } from "../graphql/connection";
import type { Context } from "../graphql/context";
import { type Soon, when } from "../graphql/loader";
import { pageCost } from "../graphql/page-cost";
import { format } from "../messages/format";
import type { ShownUser as UserRow } from "./shown-user-loader";
import { usersOf } from "./user-pages";
import { displayNameOf, isErased } from "./user-rules";

/** How far the sync of a user's last change to CPP has got. */
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
  /** A viewer who sees the user may see the account. */
  @FieldResolver()
  account(@Root() { accountId }: UserRow, @Ctx() { loaders }: Context): Soon<AccountRow | null> {
    return loaders.account.load(accountId);
  }

  @FieldResolver()
  displayName(@Root() user: UserRow, @Ctx() { locale }: Context): string {
    return isErased(user) ? format(locale, "person.former") : displayNameOf(user);
  }

  @FieldResolver()
  partnerCenterRole(@Root() user: UserRow, @Ctx() context: Context): Soon<PartnerCenterRole | null> {
    return onceMigrated(context, user, user.partnerCenterRole);
  }

  @FieldResolver()
  sync(@Root() user: UserRow, @Ctx() context: Context): Soon<SyncSource | null> {
    const {
      syncState: state,
      syncAttempts: attempts,
      syncedAt,
      syncNextAt: nextAttemptAt,
      syncError: lastError,
    } = user;
    const sync = state === null ? null : { state, attempts, syncedAt, nextAttemptAt, lastError };
    return onceMigrated(context, user, sync);
  }
}

/** A user's value from Partner Center: null until the account is migrated, even if a stopped move has left one. */
function onceMigrated<Value>({ loaders }: Context, { accountId }: UserRow, value: Value | null): Soon<Value | null> {
  if (value === null) return null;
  return when([loaders.migration.load(accountId)], (migration) => (isMigrated(migration!) ? value : null));
}
