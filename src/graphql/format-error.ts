import { randomUUID } from "node:crypto";
import { unwrapResolverError } from "@apollo/server/errors";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { isOutage } from "../database/run-again";
import { UpstreamUnavailable } from "../faults";
import type { Logger } from "../log";
import type { Metrics } from "../metrics";

const longestMessage = 300;
/** Apollo's codes for client mistakes. */
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

/**
 * Told while something that the service needs does not answer: a query may be repeated, and a mutation under its
 * idempotency key, because it may have taken effect.
 */
export const outage = { code: "INTERNAL_SERVER_ERROR", retryAfterSeconds: 2 };

/** An error with one of the few codes that clients see. */
type Told = GraphQLFormattedError & { extensions: { code: string } };

/**
 * Formats errors for clients and counts them: explains client mistakes, and logs our faults once and masks them with an
 * ID to quote. In production, suggestions of names are removed.
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
    const isOurs = !(fault instanceof UpstreamUnavailable || isOutage(fault));
    log[isOurs ? "error" : "warn"]({ err: fault, correlationId, path }, "a request has failed");
    const sentence = isOurs
      ? "Something went wrong on our side. Try again later"
      : "The database or an upstream system is not responding right now. Try again in a moment";
    return {
      message: `${sentence}, or quote ${correlationId} to support.`,
      ...told,
      extensions: { ...(isOurs ? { code: "INTERNAL_SERVER_ERROR" } : outage), correlationId },
    };
  };
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const told = tell(formatted, error);
    metrics.error(told.extensions.code);
    return told;
  };
}

/**
 * Removes the suggestion at the end of a message. Uses no regular expression, unlike Apollo's plugin: clients control
 * part of the text, and could make the search quadratic.
 */
function withoutSuggestion(message: string): string {
  const at = message.endsWith("?") ? message.lastIndexOf(" Did you mean ") : -1;
  return at < 0 ? message : message.slice(0, at);
}

const badVariables = (message: string): boolean => message.startsWith("Too many errors processing variables");

/** Errors that Apollo answers with a 4xx but without a code, as for an invalid persisted query. */
function isClientError(error: unknown): boolean {
  if (!(error instanceof GraphQLError)) return false;
  const { status = 500 } = (error.extensions.http ?? {}) as { status?: number };
  return status >= 400 && status < 500;
}
