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

/** What an upstream system answers, or that it does not: for whoever finds out later whether the answer was needed. */
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

/** The systems outside, by the names that logs, metrics and failures use. */
export type UpstreamSystem = "entra" | "graph" | "partner-center" | "cpp" | "mail";
