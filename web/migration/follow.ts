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

/** Keeps what is shown of a migration up to date while the system is at work, and tells what has changed. */
export function useFollow(account: AccountPartsFragment, migration: MigrationPartsFragment): void {
  const client = useApolloClient();
  const announce = useAnnounce();
  const live = useIsLive();
  const { id, status, version, pollAfterMs } = migration;
  // How far vetting has got is no event: that is asked for in any case.
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
    // Asked for alone, the migration does not tell what else has become of the account.
    if (!live) void client.refetchQueries({ include: [PublisherProfileDocument, TimelineDocument, UsersDocument] });
  }, [announce, client, account.displayName, live, status, version]);
}
