import { GraphQLError } from "graphql";
import { Arg, ID, Resolver, Root, Subscription } from "type-graphql";
import { TimelineEdge } from "../../schema";

@Resolver()
export class ActivityResolver {
  @Subscription(() => TimelineEdge, {
    description:
      "An account's timeline, live. Pass the last cursor seen as `after` to miss nothing over a reconnect; each event reaches the refreshed account.",
    subscribe: () => {
      throw new GraphQLError("Subscriptions are not served yet: see Migration.pollAfterMs.", {
        extensions: { code: "BAD_USER_INPUT" },
      });
    },
  })
  accountActivity(
    @Root() edge: TimelineEdge,
    @Arg("accountId", () => ID) _accountId: string,
    @Arg("after", () => String, { nullable: true }) _after?: string | null,
  ): TimelineEdge {
    return edge;
  }
}
