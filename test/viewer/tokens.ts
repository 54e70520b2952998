import { randomUUID } from "node:crypto";
import type { Clock } from "../../src/clock";
import { issuerOf, makeToken, rs256, type FakeIssuer, type HeldKey } from "../support/fake-issuer";

/** The audience of the service's tokens. */
export const audience = "api://account-migration";
/** The tenant that signs in. */
export const tenantId = "5ab0d9ab-1f2e-4c0e-9f5e-0b1f5f0a7c11";

/** Makes tokens that are valid except for what a test changes; `undefined` removes a claim. */
export interface Mint {
  claims(changed?: object): object;
  token(changed?: object, key?: HeldKey, header?: object): string;
  /** In seconds, as in claims. */
  now(): number;
}

/** A mint for that issuer's tokens, on the service's clock. */
export function mintOf(issuer: FakeIssuer, clock: Clock): Mint {
  const now = () => Math.floor(clock.now() / 1_000);
  const claims = (changed: object = {}) => ({
    iss: issuerOf(issuer.url, tenantId),
    aud: audience,
    tid: tenantId,
    oid: randomUUID(),
    ver: "2.0",
    scp: "access_as_user",
    name: "Someone",
    email: "someone@contoso.com",
    iat: now(),
    nbf: now(),
    exp: now() + 3_600,
    ...changed,
  });
  return {
    now,
    claims,
    token: (changed, key = issuer.work, header = {}) =>
      makeToken({ alg: "RS256", typ: "JWT", kid: key.kid, ...header }, claims(changed), rs256(key)),
  };
}
