import { ApolloClient, ApolloLink, HttpLink } from "@apollo/client";
import { SetContextLink } from "@apollo/client/link/context";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { OperationTypeNode } from "graphql";
import type { Host } from "../session/host";
import { locale } from "../text/locale";
import { createCache } from "./cache";
import type { Live } from "./live";

/** Creates a client for the person that the host has signed in. */
export function createClient(host: Host, live: Live): ApolloClient {
  const signed = new SetContextLink(async () => ({
    headers: { authorization: `Bearer ${await host.getToken()}`, "accept-language": locale },
  }));
  return new ApolloClient({
    cache: createCache(),
    // A query sent after an event must not get the answer to a query sent before it.
    queryDeduplication: false,
    link: ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      new GraphQLWsLink(live.socket),
      ApolloLink.from([signed, new HttpLink({ uri: "/graphql" })]),
    ),
  });
}
