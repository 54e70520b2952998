import { useQuery } from "@apollo/client/react";
import { readFragment } from "../generated";
import { EventPartsFragmentDoc, TimelineDocument } from "../generated/graphql";
import { Card } from "../parts/card";
import { Empty } from "../parts/empty";
import { ListFault } from "../parts/list-fault";
import { LinesLoading } from "../parts/loading";
import { MoreButton } from "../parts/more-button";
import { text } from "../text/text";
import { EventList } from "./event-list";
import { useActivity } from "./use-activity";

const pageSize = 8;

/** Everything that happened to the account, newest first. */
export function TimelineCard({ publisherId }: { publisherId: string }) {
  const timeline = useQuery(TimelineDocument, {
    variables: { publisherId, first: pageSize },
    fetchPolicy: "cache-and-network",
  });
  useActivity(timeline);
  const { data, error, refetch, fetchMore } = timeline;
  const page = data?.account?.timeline;
  const events = readFragment(EventPartsFragmentDoc, page?.edges.map(({ node }) => node) ?? []);
  return (
    <Card title={text("timeline.title")}>
      {error && <ListFault error={error} onRetry={() => void refetch()} />}
      {!page && !error && <LinesLoading what={text("loading.timeline")} />}
      {page && events.length === 0 && <Empty>{text("timeline.empty")}</Empty>}
      {events.length > 0 && <EventList events={events} />}
      {page?.pageInfo.hasNextPage && (
        <MoreButton
          label={text("timeline.more")}
          onMore={() => fetchMore({ variables: { first: 20, after: page.pageInfo.endCursor } })}
        />
      )}
    </Card>
  );
}
