import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { Account as AccountRow } from "../../entities/account";
import { Portal } from "../../entities/words";
import { Account } from "../../schema";
import type { Context } from "../graphql/context";
import { type Soon, when } from "../graphql/loader";
import { accountIdOf } from "../ids";
import type { ShownUser as UserRow } from "../user/shown-user-loader";
import { sightOf } from "../viewer/sight";
import { bannerFor, isMigrated, type BannerPlan } from "./banner-rules";

/** A banner and the account it is about. */
export interface BannerSource extends BannerPlan {
  account: AccountRow;
}

@Resolver(() => Account)
export class AccountResolver {
  @Query(() => Account, {
    nullable: true,
    description:
      "An account by its Cloud Partner Portal (CPP) publisher ID; null when absent or not visible to the viewer.",
  })
  account(
    @Arg("publisherId", () => String) publisherId: string,
    @Ctx() { access, loaders }: Context,
  ): Soon<AccountRow | null> {
    const id = accountIdOf(publisherId);
    return when([access.maySee(id)], (visible) => (visible ? loaders.account.load(id) : null));
  }

  @FieldResolver()
  viewerUser(@Root() account: AccountRow, @Ctx() { access }: Context): Soon<UserRow | null> {
    return access.userOn(account.id);
  }

  @FieldResolver()
  managedIn(@Root() account: AccountRow, @Ctx() { loaders }: Context): Soon<Portal> {
    return when([loaders.migration.load(account.id)], (migration) =>
      isMigrated(migration!) ? Portal.PARTNER_CENTER : Portal.CLOUD_PARTNER_PORTAL,
    );
  }

  @FieldResolver()
  async manageUrl(@Root() account: AccountRow, @Ctx() { loaders, services }: Context): Promise<string> {
    const migration = await loaders.migration.load(account.id);
    const { PARTNER_CENTER_WEB_URL, CPP_WEB_URL } = services.config;
    const publisher = encodeURIComponent(account.publisherId);
    return isMigrated(migration!)
      ? `${PARTNER_CENTER_WEB_URL}/account/v3/publishers/${publisher}`
      : `${CPP_WEB_URL}/#publishers/${publisher}`;
  }

  @FieldResolver()
  banner(@Root() account: AccountRow, @Ctx() context: Context): Soon<BannerSource | null> {
    const { access, loaders } = context;
    const asked = [
      access.userOn(account.id),
      loaders.migration.load(account.id),
      sightOf(context, account.id),
    ] as const;
    return when(asked, (user, migration, sight) => {
      const plan = bannerFor(user, migration!, sight === "owner");
      // Named one by one: V8 gives every object made by a spread plus a property a hidden class of its own.
      return plan && { kind: plan.kind, message: plan.message, leadsTo: plan.leadsTo, account };
    });
  }

  @FieldResolver()
  settings(@Root() account: AccountRow, @Ctx() { loaders }: Context): Soon<object> {
    const { accountType, sellerContact, settingsVersion: version } = account;
    const settings = (sellerId: string | null) => ({ accountType, sellerId, sellerContact, version });
    // A move that was canceled or has failed may have left a seller ID behind.
    if (account.sellerId === null) return settings(null);
    return when([loaders.migration.load(account.id)], (migration) =>
      settings(isMigrated(migration!) ? account.sellerId : null),
    );
  }
}
