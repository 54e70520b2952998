import { pino } from "pino";
import { systemClock } from "../../../src/clock";
import { createUpstream, type UpstreamOptions } from "../../../src/upstream/create-upstream";
import type { Upstream } from "../../../src/upstream/upstream";

/** The tenant of the service itself in all tests. */
export const homeTenantId = "11111111-1111-4111-8111-111111111111";

/** The service's clients for upstream systems that share one base address. */
export function openUpstream(url: string, options: Partial<UpstreamOptions> = {}): Upstream {
  return createUpstream({
    entraUrl: `${url}/entra`,
    graphUrl: `${url}/graph`,
    partnerCenterUrl: `${url}/partner-center`,
    cppUrl: `${url}/cpp`,
    smtpUrl: "smtp://127.0.0.1:1",
    mailFrom: "Account migration <no-reply@partner.example>",
    clientId: "client",
    clientSecret: "secret",
    homeTenantId,
    timeoutMs: 3_000,
    cacheMs: 60_000,
    clock: systemClock,
    log: pino({ level: "silent" }),
    ...options,
  });
}
