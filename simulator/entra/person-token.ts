import { createHash, randomUUID } from "node:crypto";
import { UnsecuredJWT, type JWTPayload } from "jose";
import { Refusal } from "../http/refusal";
import type { Simulation } from "../simulation";
import type { Person } from "../world/world";
import { issuerOf } from "./authority";
import { CONSUMER_TENANT } from "./consumer";
import { generateKey, toUsable, type UsableKey } from "./keyring";
import { lifetime, signToken } from "./sign-token";

/** The kinds of forged token that can be requested. */
export const FORGERIES = ["signature", "issuer", "none", "consumer-key", "consumer-issuer"] as const;
type Forgery = (typeof FORGERIES)[number];

/** Options for the token that a person gets by signing in. */
export interface SignIn {
  expiresIn: number;
  aud?: string | undefined;
  /** The tenant that the person signs in to as a guest. */
  guestIn?: string | undefined;
  forge?: Forgery | undefined;
}

/** Issues the access token that a person gets by signing in. */
export async function personToken(simulation: Simulation, person: Person, signIn: SignIn): Promise<string> {
  const home = person.tenantId ?? CONSUMER_TENANT;
  const tid = signIn.guestIn ?? home;
  if (signIn.guestIn !== undefined && (tid === home || !simulation.state.tenants.find(tid))) {
    throw new Refusal(400, undefined, "guestIn: a tenant of the world that is not the person's own");
  }
  if (byConsumerKey(signIn.forge) && tid === CONSUMER_TENANT) {
    throw new Refusal(400, undefined, `forge=${signIn.forge}: only a work tenant's token can be forged so`);
  }
  const claims = { ...claimsOf(simulation, person, tid), aud: signIn.aud ?? simulation.apiAudience };
  if (signIn.forge === "issuer") {
    claims.iss = issuerOf(simulation, simulation.state.tenants.otherThan(tid) ?? randomUUID());
  }
  if (signIn.forge === "consumer-issuer") claims.iss = issuerOf(simulation, CONSUMER_TENANT);
  if (signIn.forge === "none") return new UnsecuredJWT({ ...claims, ...lifetime(signIn.expiresIn) }).encode();
  return signToken(claims, await keyFor(simulation, tid, signIn.forge), signIn.expiresIn);
}

function claimsOf(simulation: Simulation, person: Person, tid: string): JWTPayload {
  const isGuest = tid !== (person.tenantId ?? CONSUMER_TENANT);
  const oid = isGuest ? guidFrom(`${person.oid} in ${tid}`) : person.oid;
  return {
    iss: issuerOf(simulation, tid),
    tid,
    oid,
    sub: createHash("sha256").update(`${oid} for ${simulation.apiAudience}`).digest("base64url"),
    ver: "2.0",
    scp: "access_as_user",
    azp: guidFrom("the page that people sign in to"),
    name: person.displayName,
    preferred_username: person.email,
    email: person.email,
    ...(person.roles && !isGuest ? { roles: person.roles } : {}),
    ...(isGuest ? { idp: person.tenantId ? `https://sts.windows.net/${person.tenantId}/` : "live.com" } : {}),
  };
}

const byConsumerKey = (forge: SignIn["forge"]): boolean => forge === "consumer-key" || forge === "consumer-issuer";

async function keyFor({ keyring }: Simulation, tid: string, forge: SignIn["forge"]): Promise<UsableKey> {
  const genuine = keyring.current(tid === CONSUMER_TENANT || byConsumerKey(forge) ? "consumer" : "work");
  return forge === "signature" ? { ...toUsable(await generateKey(genuine.kind)), kid: genuine.kid } : genuine;
}

/** Derives a GUID from a text; the same text always gives the same GUID. */
function guidFrom(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
