import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { BannerKind } from "../../entities/words";
import { Banner } from "../../schema";
import type { Context } from "../graphql/context";
import { type Soon, when } from "../graphql/loader";
import { format } from "../messages/format";
import type { ShownUser as UserRow } from "../user/shown-user-loader";
import { nameList } from "../user/user-rules";
import type { BannerSource } from "./account-resolver";

@Resolver(() => Banner)
export class BannerResolver {
  @FieldResolver()
  message(@Root() { account, message, kind }: BannerSource, @Ctx() { loaders, locale }: Context): Soon<string> {
    if (kind !== BannerKind.ASK_AN_OWNER) return format(locale, message, { account: account.displayName });
    return when([loaders.owners.load(account.id)], (owners) =>
      format(locale, message, {
        account: account.displayName,
        count: owners.length,
        owners: nameList(owners, locale),
      }),
    );
  }

  @FieldResolver()
  actionUrl(@Root() { leadsTo, account }: BannerSource, @Ctx() { services: { config } }: Context): string | null {
    const publisher = encodeURIComponent(account.publisherId);
    if (leadsTo === "migration") return `${config.WEB_URL}/publishers/${publisher}/migration`;
    if (leadsTo === "partner-center") return `${config.PARTNER_CENTER_WEB_URL}/account/v3/publishers/${publisher}`;
    return null;
  }

  @FieldResolver()
  owners(@Root() { kind, account }: BannerSource, @Ctx() { loaders }: Context): Soon<UserRow[]> {
    return kind === BannerKind.ASK_AN_OWNER ? loaders.owners.load(account.id) : [];
  }
}
