import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { AccountUser as UserRow } from "../../entities/account-user";
import { BannerKind } from "../../entities/words";
import { Banner } from "../../schema";
import type { Context } from "../graphql/context";
import { format } from "../messages/format";
import { nameList } from "../user/user-rules";
import type { BannerSource } from "./account-resolver";

@Resolver(() => Banner)
export class BannerResolver {
  @FieldResolver()
  async message(@Root() banner: BannerSource, @Ctx() { loaders, locale }: Context): Promise<string> {
    const { account, message, kind } = banner;
    const owners = kind === BannerKind.ASK_AN_OWNER ? await loaders.owners.load(account.id) : [];
    return format(locale, message, {
      account: account.displayName,
      count: owners.length,
      owners: nameList(owners, locale),
    });
  }

  @FieldResolver()
  actionUrl(@Root() { leadsTo, account }: BannerSource, @Ctx() { services: { config } }: Context): string | null {
    const publisher = encodeURIComponent(account.publisherId);
    if (leadsTo === "migration") return `${config.WEB_URL}/publishers/${publisher}/migration`;
    if (leadsTo === "partner-center") return `${config.PARTNER_CENTER_WEB_URL}/account/v3/publishers/${publisher}`;
    return null;
  }

  @FieldResolver()
  owners(@Root() { kind, account }: BannerSource, @Ctx() { loaders }: Context): Promise<UserRow[]> | UserRow[] {
    return kind === BannerKind.ASK_AN_OWNER ? loaders.owners.load(account.id) : [];
  }
}
