import { z } from "zod";
import type { Clock } from "../clock";
import { Cache } from "./cache";
import type { Request } from "./request/call";
import { segment } from "./request/paths";
import type { TokenSource } from "./request/request";

/** A token this close to its expiry is no longer used. */
const marginMs = 5 * 60_000;

const granted = z.object({
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.number().positive(),
  access_token: z.string().regex(/^[\w.~+/=-]+$/),
});

/** The systems that require a token, by their names in Entra ID, which do not depend on their addresses. */
export type Resource =
  "https://graph.microsoft.com" | "https://api.partnercenter.microsoft.com" | "https://cloudpartner.azure.com";

interface AccessToken {
  token: string;
  lifeMs: number;
}

/** The service's identity in Entra ID. */
export interface ClientCredentials {
  clientId: string;
  clientSecret: string;
  /** The tenant for calls that are not made on another tenant's behalf. */
  homeTenantId: string;
}

/** Gets access tokens by client credentials. Caches them per tenant and resource until shortly before they expire. */
export function createAccessTokens(
  entra: Request,
  client: ClientCredentials,
  clock: Clock,
): (resource: Resource) => TokenSource {
  const cache = new Cache<AccessToken>(clock, { freshMs: ({ lifeMs }) => lifeMs, staleMs: () => 0 });
  return (resource) => ({
    async get(tenantId = client.homeTenantId) {
      const { token } = await cache.get(`${tenantId} ${resource}`, () => grant(entra, client, tenantId, resource));
      return token;
    },
    forget(tenantId = client.homeTenantId, refused) {
      cache.forget(`${tenantId} ${resource}`, ({ token }) => token === refused);
    },
  });
}

async function grant(
  entra: Request,
  { clientId, clientSecret }: ClientCredentials,
  tenantId: string,
  resource: Resource,
): Promise<AccessToken> {
  const { body } = await entra({
    name: "token",
    method: "POST",
    path: `/${segment(tenantId)}/oauth2/v2.0/token`,
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
      scope: `${resource}/.default`,
    }),
    answer: granted,
  });
  return { token: body.access_token, lifeMs: body.expires_in * 1_000 - marginMs };
}
