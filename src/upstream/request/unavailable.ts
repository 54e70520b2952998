import { UpstreamRejected, UpstreamUnavailable, type UpstreamSystem } from "../../faults";
import type { Errand } from "./errand";
import type { Refusal } from "./outcome";

const usualPauseMs = 2_000;

/** The fault that says: nothing is known, try later. */
export function unavailable(
  system: UpstreamSystem,
  errand: Errand,
  reason: string,
  retryAfterMs: number | null = null,
): UpstreamUnavailable {
  return new UpstreamUnavailable(system, reason, errand.correlationId, Math.ceil(retryAfterMs || usualPauseMs));
}

/** The fault that says: understood and refused. */
export function rejected(system: UpstreamSystem, errand: Errand, no: Refusal): UpstreamRejected {
  return new UpstreamRejected(system, no.status, no.code, no.description, errand.correlationId);
}
