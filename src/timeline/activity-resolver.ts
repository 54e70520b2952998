import { Arg, ID, Resolver, Root, Subscription } from "type-graphql";
import { TimelineEdge } from "../../schema";
import { badInput, decodeCursor } from "../graphql/connection";
import type { Context } from "../graphql/context";
import { keyOf } from "../graphql/node-id";
import { activityOf, admit, forbidden, type ActivityEdge } from "./activity";

@Resolver()
export class ActivityResolver {
  @Subscription(() => TimelineEdge, {
    description:
      "An account's timeline, live. Pass the last cursor seen as `after` to miss nothing across a reconnect, or an empty string to begin with the first event; without either, it begins now. Each event links to the refreshed account.",
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

/** Follows from the given place, where "" is the beginning; without a place, from now on. */
async function follow(context: Context, args: FollowArgs): Promise<AsyncIterableIterator<ActivityEdge>> {
  const accountId = keyOf("Account", args.accountId) ?? "";
  await admit(context, accountId);
  const account = await context.loaders.account.load(accountId);
  if (!account) throw forbidden;
  const { eventCount } = account;
  const after = placeOf(args.after) ?? eventCount;
  if (after > eventCount) throw badInput("after is no cursor of this account's timeline");
  return activityOf(context, accountId, after);
}

/** Returns how many events the client has seen; null if it does not say. */
function placeOf(after: string | null | undefined): number | null {
  if (after == null) return null;
  return after === "" ? 0 : Number(decodeCursor(after, ["number"])[0]);
}
