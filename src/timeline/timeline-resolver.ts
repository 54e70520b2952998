import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Account as AccountRow } from "../../entities/account";
import type { TimelineEvent as EventRow } from "../../entities/timeline-event";
import { Account, TimelineArgs, TimelineEvent } from "../../schema";
import { pageWish, type Connection } from "../graphql/connection";
import type { Context } from "../graphql/context";
import { type Soon, when } from "../graphql/loader";
import { pageCost } from "../graphql/page-cost";
import type { Refused } from "../graphql/refused";
import { format, isMessageKey } from "../messages/format";
import type { ShownUser as UserRow } from "../user/shown-user-loader";
import { mayBeNamed } from "../viewer/sight";

@Resolver(() => Account)
export class AccountTimelineResolver {
  @FieldResolver({ complexity: pageCost })
  timeline(
    @Root() account: AccountRow,
    @Args(() => TimelineArgs) args: TimelineArgs,
    @Ctx() { loaders }: Context,
  ): Soon<Connection<EventRow>> {
    const { kinds = null, severities = null } = args;
    return loaders.timelinePage.load({ account, wish: pageWish(args, 20, ["number"]), kinds, severities });
  }
}

@Resolver(() => TimelineEvent)
export class TimelineEventResolver {
  @FieldResolver()
  message(@Root() { accountId, message, params }: EventRow, @Ctx() context: Context): Soon<string> {
    const { locale } = context;
    if (!isMessageKey(message)) return message;
    const untold = `${message}.untold`;
    if (!isMessageKey(untold)) return format(locale, message, params);
    return when([mayBeNamed(context, accountId)], (told) => format(locale, told ? message : untold, params));
  }

  @FieldResolver()
  actor(@Root() { accountId, actor }: EventRow, @Ctx() { loaders }: Context): Soon<UserRow | null> {
    return actor === null ? null : loaders.user.load({ accountId, id: actor });
  }

  @FieldResolver()
  account(@Root() { accountId }: EventRow, @Ctx() { loaders }: Context): Soon<AccountRow | null> {
    return loaders.account.load(accountId);
  }

  @FieldResolver()
  async problem(@Root() { accountId, problem }: EventRow, @Ctx() context: Context): Promise<Refused | null> {
    return problem && (await mayBeNamed(context, accountId)) ? { ...problem, accountId } : null;
  }
}
