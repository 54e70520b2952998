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

/** What the doorway of subscriptions is made of. */
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

/** The most that one connection may follow at a time. */
const mostSubscriptions = 50;
const longestTimer = 2 ** 31 - 1;
const tryAgainLater = 1013;

/** Who asks, once their token has been verified. */
interface Admitted extends Guest {
  viewer?: Viewer;
  locale?: Locale;
  expiry?: NodeJS.Timeout;
  /** The IDs of the operations that they follow. */
  following?: Set<string>;
}

/**
 * The doorway of subscriptions: the protocol graphql-ws. Who asks stands in the payload of `connection_init`
 * (`authorization`, `acceptLanguage`), so that a foreign page has nothing to ride on. An expired token closes the
 * connection with 4403: come again with a new one. A token that is none closes it with 4401: there is no point. Whoever has
 * come too often, counted as requests are, is closed with 1013.
 */
export function createSubscriptionServer(options: Doorway): Server<Guest> {
  const { schema, services, verifyToken, rates, persisted, isReady, log, metrics, production } = options;
  const format = errorFormatter(log, metrics, production);
  const formatted = (errors: readonly GraphQLError[]) => errors.map((error) => format(error.toJSON(), error));

  return makeServer<Record<string, unknown>, Admitted>({
    onConnect: async ({ connectionParams = {}, extra: guest }) => {
      if (!isReady()) return turnAway(guest, tryAgainLater, "Try again later");
      try {
        const viewer = async () => verifyToken(bearerToken(parameter(connectionParams, "authorization")));
        guest.viewer = await counted(rates, guest.ip, viewer(), (verified) => verified);
      } catch (error) {
        if (error instanceof TokenExpired) return turnAway(guest, CloseCode.Forbidden, "Forbidden");
        if (error instanceof TokenRefused) return turnAway(guest, CloseCode.Unauthorized, "Unauthorized");
        if (!(error instanceof GraphQLError)) log.error({ err: error }, "a connection could not be admitted");
        return turnAway(guest, tryAgainLater, "Try again later");
      }
      guest.locale = negotiateLocale(
        parameter(connectionParams, "accept-language") || parameter(connectionParams, "acceptLanguage"),
      );
      const left = Math.max(0, guest.viewer.expiresAt - services.clock.now());
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
    onClose: ({ extra: { expiry } }) => clearTimeout(expiry),
  });
}

function turnAway({ socket }: Guest, code: number, reason: string): false {
  socket.close(code, reason);
  return false;
}

/** A parameter of `connection_init`, named as headers are: in letters of either case. */
function parameter(parameters: Record<string, unknown>, name: string): string {
  const value = Object.entries(parameters).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
  return typeof value === "string" ? value : "";
}

const tooMany = new GraphQLError(`One connection follows at most ${mostSubscriptions} things at a time.`, {
  extensions: { code: "RATE_LIMITED" },
});
