import { useEffect, useRef } from "react";
import { useApolloClient, useQuery } from "@apollo/client/react";
import {
  MigrationNowDocument,
  PublisherProfileDocument,
  TimelineDocument,
  UsersDocument,
  type AccountPartsFragment,
  type MigrationPartsFragment,
} from "../generated/graphql";
import { useIsLive } from "../client/live";
import { useAnnounce } from "../parts/announce";
import { text } from "../text/text";
import { isBeingVetted } from "./waiting";

/** Keeps the shown migration up to date while the system works on it, and announces its changes of status. */
export function useFollow(account: AccountPartsFragment, migration: MigrationPartsFragment): void {
  const client = useApolloClient();
  const announce = useAnnounce();
  const live = useIsLive();
  const { id, status, version, pollAfterMs } = migration;
  // The progress of vetting is not an event, so it is polled in any case.
  const asks = pollAfterMs !== null && (!live || isBeingVetted(migration));
  useQuery(MigrationNowDocument, {
    variables: { id },
    skip: !asks,
    pollInterval: pollAfterMs ?? 0,
    fetchPolicy: "network-only",
    nextFetchPolicy: "cache-first",
  });

  const told = useRef({ status, version });
  useEffect(() => {
    if (told.current.version === version) return;
    const moved = told.current.status !== status;
    told.current = { status, version };
    if (moved) announce(text(`status.${status}.now`, { account: account.displayName }));
    // The poll returns the migration alone, so fetch the rest of the account as well.
    if (!live) void client.refetchQueries({ include: [PublisherProfileDocument, TimelineDocument, UsersDocument] });
  }, [announce, client, account.displayName, live, status, version]);
}
