import { CombinedGraphQLErrors, ServerError } from "@apollo/client";

/** An error that is not a refusal. */
export interface Fault {
  /**
   * `unreachable`: it is unknown whether the request arrived. `unanswered`: something that the service needs did not
   * answer, so it is unknown whether a change took effect.
   */
  kind: "unreachable" | "unanswered" | "signed-out" | "not-ready" | "broken";
  /** The ID under which the service has logged it. */
  correlationId: string | null;
}

interface Told {
  code?: unknown;
  correlationId?: unknown;
  retryAfterSeconds?: unknown;
}

/** Returns what an error of the client means to a person. */
export function describeFault(error: unknown): Fault {
  const told = toldBy(error);
  const correlationId = typeof told.correlationId === "string" ? told.correlationId : null;
  if (told.code === "UNAUTHENTICATED") return { kind: "signed-out", correlationId };
  if (ServerError.is(error) && error.statusCode === 503) return { kind: "not-ready", correlationId };
  if (told.retryAfterSeconds !== undefined) return { kind: "unanswered", correlationId };
  const answered = CombinedGraphQLErrors.is(error) || ServerError.is(error);
  return { kind: answered ? "broken" : "unreachable", correlationId };
}

function toldBy(error: unknown): Told {
  if (CombinedGraphQLErrors.is(error)) return error.errors[0]?.extensions ?? {};
  if (!ServerError.is(error)) return {};
  try {
    const body = JSON.parse(error.bodyText) as { errors?: { extensions?: Told }[] };
    return body.errors?.[0]?.extensions ?? {};
  } catch {
    return {};
  }
}
