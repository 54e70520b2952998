/** An upstream system gave no usable answer (time-out, 401, 403, 429, 5xx, garbage): nothing is known, try later. */
export class UpstreamUnavailable extends Error {
  override readonly name = "UpstreamUnavailable";
  constructor(
    readonly system: UpstreamSystem,
    readonly reason: string,
    readonly correlationId: string,
    readonly retryAfterMs: number,
  ) {
    super(`${system} is unavailable: ${reason}`);
  }
}

/**
 * Returns the answer or, as a value, that the system is unavailable: for callers that learn only later whether they
 * need the answer.
 */
export const orUnavailable = <Answer>(asked: Promise<Answer>): Promise<Answer | UpstreamUnavailable> =>
  asked.catch((error: unknown) => {
    if (error instanceof UpstreamUnavailable) return error;
    throw error;
  });

/** An upstream system understood the request and refused it: the same request would be refused again. */
export class UpstreamRejected extends Error {
  override readonly name = "UpstreamRejected";
  constructor(
    readonly system: UpstreamSystem,
    readonly status: number,
    readonly code: string,
    readonly description: string,
    readonly correlationId: string,
  ) {
    super(`${system} refused (${status} ${code}): ${description}`);
  }
}

/** The upstream systems, by the names that logs, metrics and failures use. */
export const upstreamSystems = ["entra", "graph", "partner-center", "cpp", "mail"] as const;

/** One of them. */
export type UpstreamSystem = (typeof upstreamSystems)[number];
