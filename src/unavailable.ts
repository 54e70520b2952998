import type { Refusal } from "../entities/refusal";
import type { UpstreamRejected, UpstreamUnavailable } from "./faults";

/** The refusal for an upstream system that does not answer: nothing is known, so nothing is decided. */
export const unavailable = (fault: UpstreamUnavailable): Refusal => ({
  __typename: "TemporarilyUnavailable",
  path: [],
  system: fault.system,
  retryAfterSeconds: Math.max(1, Math.ceil(fault.retryAfterMs / 1_000)),
});

/** The refusal for what an upstream system does not take: it says why, or at least under which code. */
export function notTaken({ description, code }: UpstreamRejected): Refusal {
  const detail = description.trim() || code;
  const params = { detail: /[.!?]$/.test(detail) ? detail : `${detail}.` };
  const path = ["input"];
  return { __typename: "InvalidInput", path, fields: [{ path, message: "field.notTaken", params }] };
}
