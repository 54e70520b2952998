import { CloseCode, makeServer, type Server } from "graphql-ws";
import { GraphQLError, type GraphQLSchema } from "graphql";
import type { Logger } from "../log";
import type { Metrics } from "../metrics";
import { negotiateLocale, type Locale } from "../messages/locale";
import type { Services } from "../services";
import { TokenExpired, TokenRefused, type VerifyToken } from "../viewer/verify-token";
import { viewerKey, type Viewer } from "../viewer/viewer";
import { counted } from "./counted";
import { bearerToken, contextOf } from "./create-context";
import { errorFormatter } from "./format-error";
import type { PersistedOperations } from "./persisted/persisted-operations";
import type { RateLimit } from "./rate-limit";
import type { Guest } from "./sockets";
import { checkSubscription, follow, type Subscription } from "./subscriptions";

/** What the doorway needs. */
export interface Doorway {
  schema: GraphQLSchema;
  services: Services;
  verifyToken: VerifyToken;
  rates: RateLimit;
  persisted: PersistedOperations;
  isReady(): boolean;
  log: Logger;
  metrics: Pick<Metrics, "error" | "following">;
  production: boolean;
}

/** The most subscriptions that one connection may have at a time. */
const mostSubscriptions = 50;
/** The most connections that one person may have at a time: each holds memory for as long as its token is valid. */
const mostConnections = 20;
const longestTimer = 2 ** 31 - 1;
const tryAgainLater = 1013;

/** A client; it has a viewer once it has been admitted. */
interface Admitted extends Guest {
  viewer?: Viewer;
  locale?: Locale;
  expiry?: NodeJS.Timeout;
  /** The connection has closed. */
  gone?: true;
  /** The IDs of the operations that it follows. */
  following?: Set<string>;
}

/**
 * Serves subscriptions by the protocol graphql-ws. The token and the language come in the payload of `connection_init`
 * (`authorization`, `acceptLanguage`), so there are no ambient credentials for another site to exploit. A connection is
 * closed with 4403 for an expired token (reconnect with a new one), with 4401 for an invalid one (do not retry), and
 * with 1013 for too many connections, which also count like requests, or while the service is not ready.
 */
export function createSubscriptionServer(options: Doorway): Server<Guest> {
  const { schema, services, verifyToken, rates, persisted, isReady, log, metrics, production } = options;
  const format = errorFormatter(log, metrics, production);
  const formatted = (errors: readonly GraphQLError[]) => errors.map((error) => format(error.toJSON(), error));
  const persons = countPersons(mostConnections);

  return makeServer<Record<string, unknown>, Admitted>({
    onConnect: async ({ connectionParams = {}, extra: guest }) => {
      if (!isReady()) return turnAway(guest, tryAgainLater, "Try again later");
      let viewer: Viewer;
      try {
        const verified = async () => verifyToken(bearerToken(parameter(connectionParams, "authorization")));
        viewer = await counted(rates, guest.ip, verified(), (one) => one);
      } catch (error) {
        if (error instanceof TokenExpired) return turnAway(guest, CloseCode.Forbidden, "Forbidden");
        if (error instanceof TokenRefused) return turnAway(guest, CloseCode.Unauthorized, "Unauthorized");
        if (!(error instanceof GraphQLError)) log.error({ err: error }, "could not admit a WebSocket connection");
        return turnAway(guest, tryAgainLater, "Try again later");
      }
      if (guest.gone) return false;
      if (!persons.enter(viewerKey(viewer))) return turnAway(guest, tryAgainLater, "Try again later");
      guest.viewer = viewer;
      guest.locale = negotiateLocale(
        parameter(connectionParams, "accept-language") || parameter(connectionParams, "acceptLanguage"),
      );
      const left = Math.max(0, viewer.expiresAt - services.clock.now());
      guest.expiry = setTimeout(
        () => turnAway(guest, CloseCode.Forbidden, "Forbidden"),
        Math.min(left, longestTimer),
      ).unref();
      return true;
    },
    onSubscribe: async ({ extra: { viewer, locale }, subscriptions }, _, payload) => {
      if (Object.keys(subscriptions).length > mostSubscriptions) return [tooMany];
      try {
        rates.take(viewerKey(viewer!));
        const query = await persisted.textOf(payload);
        const checked = checkSubscription(schema, production, { ...payload, query });
        if (Array.isArray(checked)) return checked;
        return { ...checked, contextValue: contextOf(services, viewer!, locale!) };
      } catch (error) {
        if (!(error instanceof GraphQLError)) throw error;
        return [error];
      }
    },
    subscribe: (operation) => follow(operation as Subscription),
    onOperation: ({ extra }, id, _, __, result) => {
      if (!(Symbol.asyncIterator in result)) return;
      (extra.following ??= new Set()).add(id);
      metrics.following(1);
    },
    onComplete: ({ extra }, id) => {
      if (extra.following?.delete(id)) metrics.following(-1);
    },
    onNext: (_, __, ___, ____, { data, errors }) =>
      errors && { ...(data === undefined ? {} : { data }), errors: formatted(errors) },
    onError: (_, __, ___, errors) => formatted(errors),
    onClose: ({ extra }) => {
      extra.gone = true;
      clearTimeout(extra.expiry);
      if (extra.viewer) persons.leave(viewerKey(extra.viewer));
    },
  });
}

/** Counts how often each person is there; nobody can enter more than `most` times without leaving. */
function countPersons(most: number) {
  const present = new Map<string, number>();
  return {
    enter: (person: string): boolean => {
      const times = present.get(person) ?? 0;
      if (times < most) present.set(person, times + 1);
      return times < most;
    },
    leave: (person: string): void => {
      const times = present.get(person)! - 1;
      if (times > 0) present.set(person, times);
      else present.delete(person);
    },
  };
}

function turnAway({ socket }: Guest, code: number, reason: string): false {
  socket.close(code, reason);
  return false;
}

/** Returns a parameter of `connection_init`. As with headers, names ignore case. */
function parameter(parameters: Record<string, unknown>, name: string): string {
  const value = Object.entries(parameters).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
  return typeof value === "string" ? value : "";
}

const tooMany = new GraphQLError(`One connection follows at most ${mostSubscriptions} things at a time.`, {
  extensions: { code: "RATE_LIMITED" },
});
