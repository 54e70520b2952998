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

/**
 * Adds each new event to the head of the timeline as it happens. The events come in order, from the newest that was
 * loaded at the start; a reconnect delivers all of them again.
 */
export function useActivity({
  data,
  subscribeToMore,
}: Pick<useQuery.Result<TimelineQuery, TimelineQueryVariables>, "data" | "subscribeToMore">): void {
  const client = useApolloClient();
  const accountId = data?.account?.id;
  const newest = useEffectEvent(() => data?.account?.timeline?.edges?.[0]?.cursor ?? "");
  useEffect(() => {
    if (accountId === undefined) return;
    const after = newest();
    const passed = new Set([after]);
    return subscribeToMore<ActivitySubscription, ActivitySubscriptionVariables>({
      document: ActivityDocument,
      variables: { accountId, after },
      updateQuery: (_, { previousData, complete, subscriptionData }) => {
        const { accountActivity: edge } = subscriptionData.data;
        const { kind } = readFragment(EventPartsFragmentDoc, edge.node);
        if (ofUsers.includes(kind)) void client.refetchQueries({ include: [UsersDocument] });
        const grown = complete ? withEvent(previousData, edge, passed) : undefined;
        passed.add(edge.cursor);
        return grown;
      },
    });
  }, [accountId, client, subscribeToMore]);
}

/** Returns undefined unless the event is newer than all that are loaded: a refetch may have been faster. */
function withEvent(query: TimelineQuery, edge: Edge, passed: ReadonlySet<string>): TimelineQuery | undefined {
  const { account } = query;
  if (!account || passed.has(edge.cursor)) return undefined;
  const { timeline } = account;
  // Until the newest loaded event has been delivered, all that is delivered is older.
  if (!passed.has(timeline.edges[0]?.cursor ?? "")) return undefined;
  const grown = { ...timeline, totalCount: timeline.totalCount + 1, edges: [edge, ...timeline.edges] };
  return { ...query, account: { ...account, timeline: grown } };
}
