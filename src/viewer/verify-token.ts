import { decodeProtectedHeader, errors, jwtVerify } from "jose";
import { z } from "zod";
import { IdentityKind } from "../../entities/words";
import { principalOf } from "../address";
import type { Clock } from "../clock";
import { consumerTenantId } from "./identity-rules";
import type { SigningKey, SigningKeys } from "./signing-keys";
import type { Viewer } from "./viewer";

/** The token proves nobody's identity; `message` says why, for the log and the client alike. */
export class TokenRefused extends Error {
  override readonly name = "TokenRefused";
}

/** The token has expired: a newer one would do. */
export class TokenExpired extends TokenRefused {
  constructor() {
    super("the token has expired");
  }
}

/** Returns the viewer who bears the token, or throws TokenRefused. */
export type VerifyToken = (token: string) => Promise<Viewer>;

const guid = z.guid().transform((id) => id.toLowerCase());
const claims = z.object({
  iss: z.string(),
  aud: z.string(),
  tid: guid,
  oid: guid,
  exp: z.number(),
  nbf: z.number(),
  ver: z.literal("2.0"),
  scp: z.string().min(1),
  name: z.string().max(256).optional(),
  email: z.string().max(254).optional(),
  preferred_username: z.string().max(254).optional(),
  idp: z.string().max(512).optional(),
  roles: z.array(z.string()).optional(),
});

/** Seconds that the issuer's clock may be ahead of ours. */
const clockTolerance = 60;
const maxTokenLength = 8_192;
const rememberedTokens = 2_000;

/** Which tokens are accepted, and as what. */
interface Terms {
  audience: string;
  /**
   * The tenants whose Support role is ours, since any tenant can give its own people any role. Undefined means all
   * tenants.
   */
  supportTenants: readonly string[] | undefined;
  clock: Clock;
}

/** Verifies access tokens of Microsoft Entra ID, v2. A verified token is remembered until its key is fetched again. */
export function tokenVerifier(options: Terms & { keys: SigningKeys }): VerifyToken {
  const { keys, clock } = options;
  const remembered = new Map<string, { viewer: Viewer; keyId: string; signer: SigningKey }>();

  return async (token) => {
    if (token.length > maxTokenLength) throw new TokenRefused("the token is too long");
    const known = remembered.get(token);
    const keyId = known?.keyId ?? keyIdOf(token);
    const signer = await keys.find(keyId);
    if (!signer) throw new TokenRefused("the token is signed by an unknown key");
    if (known?.signer === signer && known.viewer.expiresAt > clock.now()) return known.viewer;
    const viewer = await verify(token, signer, options);
    if (remembered.size >= rememberedTokens) remembered.delete(remembered.keys().next().value!);
    remembered.set(token, { viewer, keyId, signer });
    return viewer;
  };
}

async function verify(token: string, signer: SigningKey, { audience, supportTenants, clock }: Terms) {
  const payload = await jwtVerify(token, signer.key, {
    algorithms: ["RS256"],
    audience,
    requiredClaims: ["exp", "nbf", "tid", "oid"],
    currentDate: new Date(clock.now()),
    clockTolerance,
  }).then(
    (verified) => verified.payload,
    (error: unknown) => {
      throw error instanceof errors.JWTExpired ? new TokenExpired() : new TokenRefused("the token is not valid");
    },
  );
  // The tolerance is for an issuer whose clock is ahead; it does not extend a token's life.
  if (payload.exp! * 1_000 <= clock.now()) throw new TokenExpired();
  const parsed = claims.safeParse(payload);
  if (!parsed.success) throw new TokenRefused(`the token lacks a usable ${parsed.error.issues[0]?.path.join(".")}`);
  if (!maySign(signer, parsed.data)) throw new TokenRefused("the token's issuer may not sign for its tenant");
  return viewerOf(parsed.data, supportTenants);
}

/**
 * Whether the token's issuer is that of its tenant and the key signs for that issuer. A key for every work tenant does
 * not sign for personal accounts, nor does a key for those sign for a work tenant.
 */
function maySign({ issuer, metadataIssuer }: SigningKey, { iss, tid }: z.output<typeof claims>): boolean {
  const ofTenant = metadataIssuer.replace("{tenantid}", tid);
  return iss === ofTenant && (issuer === iss || (issuer === metadataIssuer && tid !== consumerTenantId));
}

function keyIdOf(token: string): string {
  try {
    const { alg, kid } = decodeProtectedHeader(token);
    if (alg === "RS256" && typeof kid === "string") return kid;
  } catch {
    // Refused below, like every other text that is not a token.
  }
  throw new TokenRefused("the token is not a signed one");
}

function viewerOf(token: z.output<typeof claims>, supportTenants: Terms["supportTenants"]): Viewer {
  const email = token.email ?? token.preferred_username;
  if (!email) throw new TokenRefused("the token carries no address");
  const home = homeTenant(token.idp);
  const personal = token.tid === consumerTenantId || home === consumerTenantId;
  const guest = home !== undefined && home !== token.tid;
  return {
    tenantId: token.tid,
    objectId: token.oid,
    email: principalOf(email),
    displayName: token.name ?? email,
    identity: personal ? IdentityKind.PERSONAL_MICROSOFT_ACCOUNT : IdentityKind.WORK,
    guest,
    support: !guest && (supportTenants?.includes(token.tid) ?? true) && (token.roles?.includes("Support") ?? false),
    expiresAt: token.exp * 1_000,
  };
}

/**
 * Returns the tenant that `idp` names. Another organization's sign-in is returned as its own text, which equals no
 * tenant.
 */
function homeTenant(idp: string | undefined): string | undefined {
  if (idp === undefined) return undefined;
  if (idp === "live.com") return consumerTenantId;
  return (
    /^https:\/\/(?:sts\.windows\.net|login\.microsoftonline\.com)\/([0-9a-f-]{36})/i.exec(idp)?.[1]?.toLowerCase() ??
    idp
  );
}
