import { SignJWT, type JWTPayload } from "jose";
import type { UsableKey } from "./keyring";

/** Signs a token that expires in `expiresIn` seconds; zero or less makes an expired token. */
export function signToken(claims: JWTPayload, key: UsableKey, expiresIn: number): Promise<string> {
  return new SignJWT({ ...claims, ...lifetime(expiresIn) })
    .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: key.kid })
    .sign(key.privateKey);
}

/** Returns the time claims of a token that expires in `expiresIn` seconds; an expired one was valid for an hour. */
export function lifetime(expiresIn: number): { iat: number; nbf: number; exp: number } {
  const now = Math.floor(Date.now() / 1000);
  const begin = expiresIn > 0 ? now : now + expiresIn - 3600;
  return { iat: begin, nbf: begin, exp: now + expiresIn };
}
