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

/** An event as a client of the live timeline receives it. */
export type Activity = AccountActivitySubscription["accountActivity"];

/** How a subscription ended: the operation's errors, or the close code of the connection. */
export type End = { errors: readonly GraphQLFormattedError[] } | { code: number };

/** A client that follows an account. */
export interface Follower {
  next(): Promise<Activity>;
  /** Returns the next `count` events. */
  take(count: number): Promise<Activity[]>;
  /** Waits for the end and returns how it ended; throws if another event arrives instead. */
  end(): Promise<End>;
  stop(): Promise<void>;
}

/** The connection parameters of a client, and the cursor to continue after. */
export interface Following {
  token: string;
  accountId: string;
  after?: string | null;
  acceptLanguage?: string;
}

/** Follows an account with the protocol's reference client, which does not reconnect here. */
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

/** Waits until the service has `count` subscriptions. */
export async function followed(url: string, count: number): Promise<void> {
  await until(async () => {
    const metrics = await (await fetch(`${url}/metrics`)).text();
    return metrics.includes(`graphql_subscriptions ${count}\n`);
  });
}

/** Appends `count` events to an account in one transaction. */
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

/** Sends a subscription unchanged and ends it after its first result. Returns the errors, or null if there are none. */
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
    if (first.done) throw new Error("it ended without a result");
    return first.value.errors ?? null;
  } catch (error) {
    if (Array.isArray(error)) return error as GraphQLFormattedError[];
    throw error;
  } finally {
    await client.dispose();
  }
}

/** Opens a connection with that token and returns its close code: 1000 if it was admitted. */
export async function knock(url: string, token: string, headers: Record<string, string>): Promise<{ status: number }> {
  const socket = new WebSocket(`${url.replace(/^http/, "ws")}/graphql`, "graphql-transport-ws", { headers });
  socket.once("message", () => socket.close(1000));
  socket.once("open", () =>
    socket.send(JSON.stringify({ type: "connection_init", payload: { authorization: `Bearer ${token}` } })),
  );
  const [status] = (await once(socket, "close")) as [number];
  return { status };
}
