import { randomUUID } from "node:crypto";
import { unwrapResolverError } from "@apollo/server/errors";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { UpstreamUnavailable } from "../faults";
import type { Logger } from "../log";
import type { Metrics } from "../metrics";

const longestMessage = 300;
/** Apollo's own words for what is the client's mistake. */
const clientMistakes = new Set([
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "OPERATION_RESOLUTION_FAILURE",
  "BAD_REQUEST",
  "BAD_USER_INPUT",
]);
const passedOn = new Set([
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "QUERY_TOO_EXPENSIVE",
  "RATE_LIMITED",
  "PERSISTED_QUERY_NOT_FOUND",
  "PERSISTED_QUERY_NOT_SUPPORTED",
]);

/** An error of one of the few codes that clients are told. */
type Told = GraphQLFormattedError & { extensions: { code: string } };

/**
 * Errors as clients see them, counted: their own mistakes explained, our faults logged once and masked with an ID to quote.
 * Production suggests no names.
 */
export function errorFormatter(log: Logger, metrics: Pick<Metrics, "error">, production: boolean) {
  const tell = (formatted: GraphQLFormattedError, error: unknown): Told => {
    const { locations, path, extensions } = formatted;
    const whole = formatted.message.replace(/^Context creation failed: /, "");
    const message = production ? withoutSuggestion(whole) : whole;
    const code = typeof extensions?.code === "string" ? extensions.code : "INTERNAL_SERVER_ERROR";
    const told = { ...(locations ? { locations } : {}), ...(path ? { path } : {}) };
    const short = message.length > longestMessage ? `${message.slice(0, longestMessage)}…` : message;
    if (passedOn.has(code)) return { message: short, ...told, extensions: { code } };
    if (clientMistakes.has(code) || badVariables(message) || isClientError(error))
      return { message: short, ...told, extensions: { code: "BAD_USER_INPUT" } };

    const correlationId = randomUUID();
    const fault = unwrapResolverError(error);
    const isOurs = !(fault instanceof UpstreamUnavailable);
    log[isOurs ? "error" : "warn"]({ err: fault, correlationId, path }, "a request has failed");
    const sentence = isOurs
      ? "Something went wrong on our side. Try again later"
      : "An upstream system is not responding right now. Try again later";
    return {
      message: `${sentence}, or quote ${correlationId} to support.`,
      ...told,
      extensions: { code: "INTERNAL_SERVER_ERROR", correlationId },
    };
  };
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const told = tell(formatted, error);
    metrics.error(told.extensions.code);
    return told;
  };
}

/**
 * A message without what it suggests at its end. By no regular expression, which is what Apollo's plugin has as well: whoever
 * asks has a say in the text, and could have it searched from every place anew.
 */
function withoutSuggestion(message: string): string {
  const at = message.endsWith("?") ? message.lastIndexOf(" Did you mean ") : -1;
  return at < 0 ? message : message.slice(0, at);
}

const badVariables = (message: string): boolean => message.startsWith("Too many errors processing variables");

/** What Apollo answers with a 4xx, and yet without a code: a persisted query that is none. */
function isClientError(error: unknown): boolean {
  if (!(error instanceof GraphQLError)) return false;
  const { status = 500 } = (error.extensions.http ?? {}) as { status?: number };
  return status >= 400 && status < 500;
}
