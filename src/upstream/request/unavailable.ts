import { UpstreamRejected, UpstreamUnavailable, type UpstreamSystem } from "../../faults";
import type { Errand } from "./errand";
import type { Refusal } from "./outcome";

const usualPauseMs = 2_000;

/** Creates the fault for: nothing is known, try later. */
export function unavailable(
  system: UpstreamSystem,
  errand: Errand,
  reason: string,
  retryAfterMs: number | null = null,
): UpstreamUnavailable {
  return new UpstreamUnavailable(system, reason, errand.correlationId, Math.ceil(retryAfterMs || usualPauseMs));
}

/** Creates the fault for: understood and refused. */
export function rejected(system: UpstreamSystem, errand: Errand, no: Refusal): UpstreamRejected {
  return new UpstreamRejected(system, no.status, no.code, no.description, errand.correlationId);
}
