import { SignJWT, type JWTPayload } from "jose";
import type { UsableKey } from "./keyring";

/** Signs claims that hold from now on for so many seconds; less than none makes a token that is over. */
export function signToken(claims: JWTPayload, key: UsableKey, expiresIn: number): Promise<string> {
  return new SignJWT({ ...claims, ...lifetime(expiresIn) })
    .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: key.kid })
    .sign(key.privateKey);
}

/** The time claims of a token that ends in so many seconds; one that is over began an hour before its end. */
export function lifetime(expiresIn: number): { iat: number; nbf: number; exp: number } {
  const now = Math.floor(Date.now() / 1000);
  const begin = expiresIn > 0 ? now : now + expiresIn - 3600;
  return { iat: begin, nbf: begin, exp: now + expiresIn };
}
