import type { Simulation } from "../simulation";
import { findAuthority, issuerOf, issuerOfKeys } from "./authority";

/** Returns the metadata of an authority. */
export function openidConfiguration(simulation: Simulation, tenant: string): object {
  const { name, issuerTenant } = findAuthority(simulation, tenant);
  const base = `${simulation.url}/entra/${name}`;
  return {
    token_endpoint: `${base}/oauth2/v2.0/token`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_types_supported: ["code", "id_token", "code id_token", "id_token token"],
    subject_types_supported: ["pairwise"],
    id_token_signing_alg_values_supported: ["RS256"],
    issuer: issuerOf(simulation, issuerTenant),
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    tenant_region_scope: name === issuerTenant ? "EU" : null,
  };
}

/** Returns the public keys that sign for an authority, as a JWKS. */
export function publishedKeys(simulation: Simulation, tenant: string): object {
  const { keyKinds } = findAuthority(simulation, tenant);
  const keys = simulation.keyring.published(keyKinds).map(({ kid, kind, publicJwk }) => {
    return {
      kty: "RSA",
      use: "sig",
      kid,
      x5t: kid,
      n: publicJwk.n,
      e: publicJwk.e,
      issuer: issuerOfKeys(simulation, kind),
    };
  });
  return { keys };
}
