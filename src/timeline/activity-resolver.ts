import { Arg, ID, Resolver, Root, Subscription } from "type-graphql";
import { TimelineEdge } from "../../schema";
import { badInput, decodeCursor } from "../graphql/connection";
import type { Context } from "../graphql/context";
import { keyOf } from "../graphql/node-id";
import { activityOf, admit, type ActivityEdge } from "./activity";

@Resolver()
export class ActivityResolver {
  @Subscription(() => TimelineEdge, {
    description:
      "An account's timeline, live. Pass the last cursor seen as `after` to miss nothing across a reconnect; each event links to the refreshed account.",
    subscribe: ({ args, context }) => follow(context as Context, args as FollowArgs),
  })
  accountActivity(
    @Root() edge: TimelineEdge,
    @Arg("accountId", () => ID) _accountId: string,
    @Arg("after", () => String, { nullable: true }) _after?: string | null,
  ): TimelineEdge {
    return edge;
  }
}

interface FollowArgs {
  accountId: string;
  after?: string | null;
}

/** From the given place on; without one, from now on. */
async function follow(context: Context, args: FollowArgs): Promise<AsyncIterableIterator<ActivityEdge>> {
  const accountId = keyOf("Account", args.accountId) ?? "";
  await admit(context, accountId);
  const { eventCount } = (await context.loaders.account.load(accountId))!;
  const after = args.after == null ? eventCount : Number(decodeCursor(args.after, ["number"])[0]);
  if (after > eventCount) throw badInput("after is no cursor of this account's timeline");
  return activityOf(context, accountId, after);
}
