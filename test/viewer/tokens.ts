import { randomUUID } from "node:crypto";
import type { Clock } from "../../src/clock";
import { issuerOf, makeToken, rs256, type FakeIssuer, type HeldKey } from "../support/fake-issuer";

/** Whom the service's tokens are for. */
export const audience = "api://account-migration";
/** The tenant that signs in. */
export const tenantId = "5ab0d9ab-1f2e-4c0e-9f5e-0b1f5f0a7c11";

/** Makes tokens that are right in everything but what a test changes; `undefined` takes a claim away. */
export interface Mint {
  claims(changed?: object): object;
  token(changed?: object, key?: HeldKey, header?: object): string;
  /** In seconds, as claims count. */
  now(): number;
}

/** A mint of that issuer's tokens, at the service's own time. */
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
