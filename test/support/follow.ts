import { once } from "node:events";
import { print, type GraphQLFormattedError } from "graphql";
import { createClient, type SubscribePayload } from "graphql-ws";
import { WebSocket } from "ws";
import { TimelineKind } from "../../entities/words";
import { lockAccount } from "../../src/database/lock-account";
import { accountIdOf } from "../../src/ids";
import { appendEvents, type HappenedEvent } from "../../src/timeline/append-events";
import { AccountActivityDocument, type AccountActivitySubscription } from "../generated/graphql";
import type { MadeAccount } from "./accounts";
import { until } from "./until";
import type { World } from "./world";

/** An event as a client of the live timeline gets it. */
export type Activity = AccountActivitySubscription["accountActivity"];

/** How following came to its end: the operation's errors, or how the connection was closed. */
export type End = { errors: readonly GraphQLFormattedError[] } | { code: number };

/** Somebody who follows an account. */
export interface Follower {
  next(): Promise<Activity>;
  /** The next so many. */
  take(count: number): Promise<Activity[]>;
  /** Ends with how it ended. Fails when another event comes instead. */
  end(): Promise<End>;
  stop(): Promise<void>;
}

/** What a client says of itself, and where it goes on. */
export interface Following {
  token: string;
  accountId: string;
  after?: string | null;
  acceptLanguage?: string;
}

/** Follows an account by the client that the protocol's authors give, which does not come again by itself. */
export function follow(url: string, { token, accountId, after = null, acceptLanguage = "en" }: Following): Follower {
  const client = createClient({
    url: `${url.replace(/^http/, "ws")}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}`, acceptLanguage },
    retryAttempts: 0,
  });
  const events = client.iterate<AccountActivitySubscription>({
    query: print(AccountActivityDocument),
    variables: { accountId, after },
  });
  const next = async (): Promise<Activity> => {
    const result = await events.next();
    const { data, errors } = result.done ? {} : result.value;
    if (!data) throw Object.assign(new Error(`it ended: ${JSON.stringify(errors)}`), { errors });
    return data.accountActivity;
  };
  return {
    next,
    take: async (count) => {
      const taken: Activity[] = [];
      while (taken.length < count) taken.push(await next());
      return taken;
    },
    end: async () => {
      const reason: unknown = await next().then(
        ({ node }) => new Error(`another event: ${node.message}`),
        (error: unknown) => error,
      );
      if (Array.isArray(reason)) return { errors: reason as GraphQLFormattedError[] };
      const { code, errors } = reason as { code?: number; errors?: GraphQLFormattedError[] };
      if (code !== undefined) return { code };
      if (errors) return { errors };
      throw reason as Error;
    },
    stop: async () => {
      await events.return!();
      await client.dispose();
    },
  };
}

/** Ends when the service has so many subscriptions. */
export async function followed(url: string, count: number): Promise<void> {
  await until(async () => {
    const metrics = await (await fetch(`${url}/metrics`)).text();
    return metrics.includes(`graphql_subscriptions ${count}\n`);
  });
}

/** Gives an account so many events at once. */
export async function giveEvents({ app }: World, { publisherId }: MadeAccount, count: number): Promise<void> {
  const { database, clock } = app.services;
  const event = { kind: TimelineKind.SETTINGS_CHANGED, message: "event.settingsChanged" };
  await database.write(async (tx) => {
    const account = (await lockAccount(database, tx, accountIdOf(publisherId)))!;
    for (let given = 0; given < count; given += 500) {
      const events = Array<HappenedEvent>(Math.min(500, count - given)).fill(event);
      await appendEvents(tx, account, events, null, clock.now());
      account.eventCount += events.length;
    }
  });
}

/** What becomes of a subscription that is sent as it is: its errors, or null once it is followed, after which it ends. */
export async function subscribe(
  url: string,
  token: string,
  payload: SubscribePayload,
): Promise<readonly GraphQLFormattedError[] | null> {
  const client = createClient({
    url: `${url.replace(/^http/, "ws")}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
  });
  try {
    const first = await client.iterate(payload).next();
    return first.done ? null : (first.value.errors ?? null);
  } catch (error) {
    if (Array.isArray(error)) return error as GraphQLFormattedError[];
    throw error;
  } finally {
    await client.dispose();
  }
}

/** How a connection ends that is opened with that token and then left: 1000 where it was let in. */
export async function knock(url: string, token: string, headers: Record<string, string>): Promise<{ status: number }> {
  const socket = new WebSocket(`${url.replace(/^http/, "ws")}/graphql`, "graphql-transport-ws", { headers });
  socket.once("message", () => socket.close(1000));
  socket.once("open", () =>
    socket.send(JSON.stringify({ type: "connection_init", payload: { authorization: `Bearer ${token}` } })),
  );
  const [status] = (await once(socket, "close")) as [number];
  return { status };
}
