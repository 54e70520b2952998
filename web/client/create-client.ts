import { ApolloClient, ApolloLink, HttpLink } from "@apollo/client";
import { SetContextLink } from "@apollo/client/link/context";
import type { Host } from "../session/host";
import { locale } from "../text/locale";
import { createCache } from "./cache";

/** A client for whoever the host has signed in. */
export function createClient(host: Host): ApolloClient {
  const signed = new SetContextLink(async () => ({
    headers: { authorization: `Bearer ${await host.getToken()}`, "accept-language": locale },
  }));
  return new ApolloClient({
    cache: createCache(),
    link: ApolloLink.from([signed, new HttpLink({ uri: "/graphql" })]),
  });
}
