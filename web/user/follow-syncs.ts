import { useQuery } from "@apollo/client/react";
import { UsersNowDocument, type UserPartsFragment } from "../generated/graphql";

const pollMs = 3_000;
/** The service gives at most so many at once. */
const most = 100;

/** Keeps users up to date while a change to them is on its way to CPP. */
export function useFollowSyncs(users: readonly UserPartsFragment[]): void {
  const ids = users.filter(({ sync }) => sync?.state === "PENDING").map(({ id }) => id);
  // Asks for these users, not for the list: that would return to its first page.
  useQuery(UsersNowDocument, {
    variables: { ids: ids.slice(0, most) },
    skip: ids.length === 0,
    pollInterval: pollMs,
    fetchPolicy: "network-only",
    nextFetchPolicy: "cache-first",
  });
}
