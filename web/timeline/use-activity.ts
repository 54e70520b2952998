import { useEffect, useEffectEvent } from "react";
import { useApolloClient, type useQuery } from "@apollo/client/react";
import { readFragment } from "../generated";
import {
  ActivityDocument,
  EventPartsFragmentDoc,
  UsersDocument,
  type ActivitySubscription,
  type ActivitySubscriptionVariables,
  type TimelineKind,
  type TimelineQuery,
  type TimelineQueryVariables,
} from "../generated/graphql";

type Timeline = NonNullable<NonNullable<TimelineQuery["account"]>["timeline"]>;
type Edge = Timeline["edges"][number];

/** The kinds of event after which the users may have changed. */
const ofUsers: readonly TimelineKind[] = [
  ...(["USER_ADDED", "USER_CHANGED", "USER_REMOVED", "CPP_SYNCED", "CPP_SYNC_FAILED", "STATUS_CHANGED"] as const),
];

/** Adds each new event to the head of the timeline as it happens; a reconnect delivers the events missed meanwhile. */
export function useActivity({
  data,
  subscribeToMore,
}: Pick<useQuery.Result<TimelineQuery, TimelineQueryVariables>, "data" | "subscribeToMore">): void {
  const client = useApolloClient();
  const accountId = data?.account?.id;
  const newest = useEffectEvent(() => data?.account?.timeline?.edges?.[0]?.cursor ?? "");
  useEffect(() => {
    if (accountId === undefined) return;
    return subscribeToMore<ActivitySubscription, ActivitySubscriptionVariables>({
      document: ActivityDocument,
      variables: { accountId, after: newest() },
      updateQuery: (_, { previousData, complete, subscriptionData }) => {
        const { accountActivity: edge } = subscriptionData.data;
        if (ofUsers.includes(eventOf(edge).kind)) void client.refetchQueries({ include: [UsersDocument] });
        return complete ? withEvent(previousData, edge) : undefined;
      },
    });
  }, [accountId, client, subscribeToMore]);
}

function withEvent(query: TimelineQuery, edge: Edge): TimelineQuery | undefined {
  const { account } = query;
  if (!account || account.timeline.edges.some((known) => eventOf(known).id === eventOf(edge).id)) return undefined;
  const { timeline } = account;
  const grown = { ...timeline, totalCount: timeline.totalCount + 1, edges: [edge, ...timeline.edges] };
  return { ...query, account: { ...account, timeline: grown } };
}

const eventOf = ({ node }: Edge) => readFragment(EventPartsFragmentDoc, node);
