import { ApolloClient, InMemoryCache } from "@apollo/client";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { Client as UrqlClient, subscriptionExchange } from "@urql/core";
import { print } from "graphql";
import { createClient as createSocketClient, type Client as SocketClient } from "graphql-ws";
import { Environment, Network, Observable, RecordSource, Store, type GraphQLResponse } from "relay-runtime";
import { WebSocket } from "ws";
import { AccountActivityDocument, type AccountActivitySubscription } from "../generated/graphql";
import { bringTo } from "../support/bring-to";
import { lookAt } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
let socket: SocketClient;
let variables: { accountId: string; after: string };
beforeAll(async () => {
  world = await openWorld();
  const { made, owner } = await bringTo(world, "ACTION_REQUIRED");
  const token = await world.simulator.token(made.owner);
  const { id: accountId } = await lookAt(owner, made.publisherId);
  variables = { accountId, after: "" };
  socket = createSocketClient({
    url: `${world.url.replace("http", "ws")}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: () => ({ Authorization: `Bearer ${token}` }),
  });
});
afterAll(async () => {
  await socket.dispose();
  await world.close();
});

const firstEvent = { accountActivity: { node: { kind: "STATUS_CHANGED", account: { migration: {} } } } };
type Data = AccountActivitySubscription;

test("Apollo Client subscribes through its WebSocket link", async () => {
  const client = new ApolloClient({ link: new GraphQLWsLink(socket), cache: new InMemoryCache() });
  const data = await new Promise<unknown>((resolve, reject) => {
    const subscription = client.subscribe({ query: AccountActivityDocument, variables }).subscribe({
      next: (result) => {
        subscription.unsubscribe();
        resolve(result.data);
      },
      error: reject,
    });
  });
  expect(data).toMatchObject(firstEvent);
  client.stop();
});

test("urql subscribes through its subscription exchange", async () => {
  const client = new UrqlClient({
    url: `${world.url}/graphql`,
    preferGetMethod: false,
    exchanges: [
      subscriptionExchange({
        forwardSubscription: ({ query = "", variables: given }) => ({
          subscribe: (sink) => ({
            unsubscribe: socket.subscribe({ query, variables: given as Record<string, unknown> }, sink as never),
          }),
        }),
      }),
    ],
  });
  const data = await new Promise<unknown>((resolve, reject) => {
    const { unsubscribe } = client
      .subscription(AccountActivityDocument, variables)
      .subscribe(({ data: told, error }) => {
        if (error) reject(error);
        else resolve(told);
        queueMicrotask(() => unsubscribe());
      });
  });
  expect(data).toMatchObject(firstEvent);
});

test("Relay subscribes through a custom network", async () => {
  const network = Network.create(
    () => Promise.reject(new Error("only subscriptions here")),
    ({ text }, given) =>
      Observable.create<GraphQLResponse>((sink) =>
        socket.subscribe(
          { query: text!, variables: given },
          {
            next: (result) => sink.next(result as GraphQLResponse),
            error: (error: unknown) => sink.error(error as Error),
            complete: () => sink.complete(),
          },
        ),
      ),
  );
  const environment = new Environment({ network, store: new Store(new RecordSource()) });
  const params = { text: print(AccountActivityDocument), name: "AccountActivity", operationKind: "subscription" };
  const result = await new Promise<GraphQLResponse>((resolve, reject) => {
    const subscription = environment
      .getNetwork()
      .execute(params as never, variables, {})
      .subscribe({
        next: (response: GraphQLResponse) => {
          subscription.unsubscribe();
          resolve(response);
        },
        error: reject,
      });
  });
  expect((result as { data?: Data }).data).toMatchObject(firstEvent);
});
