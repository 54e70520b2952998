import { importJWK, type CryptoKey } from "jose";
import { request } from "undici";
import { z } from "zod";
import type { Clock } from "../clock";
import type { Logger } from "../log";

/** A published key and the issuer that it signs for. `{tenantid}` in an issuer stands for every work tenant. */
export interface SigningKey {
  key: CryptoKey | Uint8Array;
  /** The issuer that the key itself names, else the metadata's. */
  issuer: string;
  /** The metadata's issuer: the pattern of every issuer. */
  metadataIssuer: string;
}

/** The token issuer's published keys, by key ID. */
export interface SigningKeys {
  /** Fetches the keys for the first time. Throws if the issuer does not answer. */
  open(): Promise<void>;
  /** Returns the key with that ID, the same object until the keys are fetched again; null if the issuer has none. */
  find(kid: string): Promise<SigningKey | null>;
}

const metadataShape = z.object({ issuer: z.string(), jwks_uri: z.url() });
const rsaKey = z.looseObject({
  kid: z.string(),
  kty: z.literal("RSA"),
  n: z.string(),
  e: z.string(),
  issuer: z.string().optional(),
});
/** Keys of other kinds may be published beside ours; they sign nothing that is accepted here. */
const keySetShape = z.object({ keys: z.array(rsaKey.nullable().catch(null)) });

const cooldownMs = 30_000;
/** The time limit for a whole answer. */
const patienceMs = 5_000;
const largestAnswer = 262_144;
const maxAgeMs = 10 * 60_000;

/**
 * Keeps the issuer's published keys. They are fetched again for an unknown key ID, at most once in 30 seconds, and
 * after ten minutes; if the issuer is down, the known keys stay in use.
 */
export function signingKeys(entraUrl: string, clock: Clock, log: Logger): SigningKeys {
  let keys = new Map<string, SigningKey>();
  let fetchedAt = -Infinity;
  let triedAt = -Infinity;
  let refreshing: Promise<void> | undefined;

  const load = async () => {
    keys = await fetchKeys(entraUrl);
    fetchedAt = clock.now();
  };
  const refresh = async () => {
    triedAt = clock.now();
    try {
      await load();
    } catch (error) {
      log.warn({ err: error }, "could not fetch the token issuer's keys; those already known stay in use");
    }
  };
  const refreshOnce = () => (refreshing ??= refresh().finally(() => (refreshing = undefined)));

  return {
    open: load,
    find: async (kid) => {
      const now = clock.now();
      const known = keys.get(kid);
      // The clock may have been set back since.
      const hasRested = Math.abs(now - triedAt) > cooldownMs;
      if (known) {
        if (Math.abs(now - fetchedAt) > maxAgeMs && hasRested) await refreshOnce();
        return keys.get(kid) ?? null;
      }
      if (refreshing || hasRested) await refreshOnce();
      return keys.get(kid) ?? null;
    },
  };
}

async function fetchKeys(entraUrl: string): Promise<Map<string, SigningKey>> {
  const metadata = metadataShape.parse(await getJson(`${entraUrl}/common/v2.0/.well-known/openid-configuration`));
  const published = keySetShape.parse(await getJson(metadata.jwks_uri));
  const usable = published.keys.filter((jwk) => jwk !== null);
  if (usable.length === 0) throw new Error(`${metadata.jwks_uri} publishes no key that can be used`);
  const imported = await Promise.all(
    usable.map(async (jwk) => {
      const key = await importJWK({ kty: jwk.kty, n: jwk.n, e: jwk.e }, "RS256");
      return [jwk.kid, { key, issuer: jwk.issuer ?? metadata.issuer, metadataIssuer: metadata.issuer }] as const;
    }),
  );
  return new Map(imported);
}

async function getJson(url: string): Promise<unknown> {
  const { statusCode, body } = await request(url, { signal: AbortSignal.timeout(patienceMs) });
  if (statusCode !== 200) {
    await body.dump();
    throw new Error(`${url} answered ${statusCode}`);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestAnswer) throw new Error(`${url} answered too much`);
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString());
}
