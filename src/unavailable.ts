import type { Refusal } from "../entities/refusal";
import type { UpstreamUnavailable } from "./faults";

/** The refusal for an upstream system that does not answer: nothing is known, so nothing is decided. */
export const unavailable = (fault: UpstreamUnavailable): Refusal => ({
  __typename: "TemporarilyUnavailable",
  path: [],
  system: fault.system,
  retryAfterSeconds: Math.max(1, Math.ceil(fault.retryAfterMs / 1_000)),
});
