import { z } from "zod";
import { guid } from "../guid";
import type { Dialect } from "../request/read-reply";
import type { TenantInfo } from "../upstream";

/** Graph's error code for an unknown tenant. */
export const notFound = "Request_ResourceNotFound";

const refusal = z.object({ error: z.object({ code: z.string(), message: z.string().default("") }) });

/** How Graph expresses a refusal. */
export const graphDialect: Dialect = {
  refusal: refusal.transform(({ error }) => ({ code: error.code, description: error.message })),
};

/** A tenant in Graph's format. Without a name it is called by its domain or ID: a mismatch must never lack a name. */
export const tenantAnswer = z
  .object({ tenantId: guid, displayName: z.string().nullish(), defaultDomainName: z.string().max(253).nullish() })
  .transform(({ tenantId, displayName, defaultDomainName }): TenantInfo => ({
    tenantId,
    displayName: (displayName?.trim() || defaultDomainName || tenantId).slice(0, 256),
    defaultDomain: defaultDomainName?.toLowerCase() || null,
  }));

/** The responses in a batch, in any order. */
export const batchAnswer = z.object({
  responses: z.array(z.object({ id: z.string(), status: z.number(), body: z.unknown() })),
});

/** Whether the body of a 404 in a batch is Graph's own "no such tenant". */
export function saysNotFound(body: unknown): boolean {
  const read = refusal.safeParse(body);
  return read.success && read.data.error.code === notFound;
}
