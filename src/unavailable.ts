import type { Refusal } from "../entities/refusal";
import type { UpstreamRejected, UpstreamUnavailable } from "./faults";

/** Returns the refusal for an upstream system that does not answer: nothing is known, so nothing is decided. */
export const unavailable = (fault: UpstreamUnavailable): Refusal => ({
  __typename: "TemporarilyUnavailable",
  path: [],
  system: fault.system,
  retryAfterSeconds: Math.max(1, Math.ceil(fault.retryAfterMs / 1_000)),
});

/** Returns the refusal for input that an upstream system rejected, with the system's reason, or at least its code. */
export function notTaken({ description, code }: UpstreamRejected): Refusal {
  const detail = description.trim() || code;
  const params = { detail: /[.!?]$/.test(detail) ? detail : `${detail}.` };
  const path = ["input"];
  return { __typename: "InvalidInput", path, fields: [{ path, message: "field.notTaken", params }] };
}
