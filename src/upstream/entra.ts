import { z } from "zod";
import type { Clock } from "../clock";
import { answerCache } from "./answer-cache";
import type { Request } from "./request/call";
import type { Dialect } from "./request/read-reply";
import type { Entra, Realm } from "./upstream";

/** How Entra ID expresses a refusal. */
export const entraDialect: Dialect = {
  refusal: z
    .object({ error: z.string(), error_description: z.string().default("") })
    .transform(({ error, error_description }) => ({ code: error, description: error_description })),
};

const realmAnswer = z
  .object({
    NameSpaceType: z.enum(["Managed", "Federated", "Unknown"]),
    ConsumerDomain: z.boolean().nullish(),
    IsViral: z.boolean().nullish(),
  })
  .transform(({ ConsumerDomain, IsViral }): Realm => ({
    consumer: ConsumerDomain === true,
    unmanaged: IsViral === true,
  }));

/** Microsoft Entra ID over HTTP. */
export function createEntra(request: Request, clock: Clock, cacheMs: number): Entra {
  const realms = answerCache<Realm>(clock, cacheMs);

  async function realm(address: string): Promise<Realm> {
    const query = new URLSearchParams({ user: address, "api-version": "2.1" });
    const path = `/common/userrealm/?${query}`;
    return (await request({ name: "userrealm", method: "GET", path, answer: realmAnswer })).body;
  }

  return {
    realm: async (address, options) => (await realms.get(address.toLowerCase(), () => realm(address), options))!,
  };
}
