import { CombinedGraphQLErrors, ServerError } from "@apollo/client";

/** Something that went wrong and is nobody's refusal. */
export interface Fault {
  /** `unreachable`: nobody knows whether the request arrived. */
  kind: "unreachable" | "signed-out" | "not-ready" | "broken";
  /** Under which the service has logged it. */
  correlationId: string | null;
}

interface Told {
  code?: unknown;
  correlationId?: unknown;
}

/** What an error of the client means to a person. */
export function describeFault(error: unknown): Fault {
  const told = toldBy(error);
  const correlationId = typeof told.correlationId === "string" ? told.correlationId : null;
  if (told.code === "UNAUTHENTICATED") return { kind: "signed-out", correlationId };
  if (ServerError.is(error) && error.statusCode === 503) return { kind: "not-ready", correlationId };
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
