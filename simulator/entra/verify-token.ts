import { jwtVerify, type JWTPayload } from "jose";
import { Refusal } from "../http/refusal";
import type { Simulation } from "../simulation";
import { isGuid } from "../world/words";
import { issuerOf } from "./authority";
import { RESOURCES, type Resource } from "./resources";

/** Verifies the bearer token of a call to a resource and returns the token's tenant. */
export async function verifyToken(simulation: Simulation, resource: Resource, authorization = ""): Promise<string> {
  const token = /^Bearer (\S+)$/i.exec(authorization)?.[1];
  if (token === undefined) throw unauthorized("A bearer token is missing");
  const payload = await checkSignature(simulation, resource, token);
  const { tid, iss } = payload;
  if (typeof tid !== "string" || !isGuid(tid) || iss !== issuerOf(simulation, tid)) {
    throw unauthorized("The token's issuer is not its tenant's");
  }
  return tid;
}

async function checkSignature({ keyring }: Simulation, resource: Resource, token: string): Promise<JWTPayload> {
  const options = { algorithms: ["RS256"], audience: RESOURCES[resource], requiredClaims: ["exp", "nbf"] };
  try {
    const key = ({ kid }: { kid?: string }) => {
      const found = keyring.published(["work"]).find((candidate) => candidate.kid === kid);
      if (!found) throw new Error("the key that signed it is not published");
      return found.publicKey;
    };
    return (await jwtVerify(token, key, options)).payload;
  } catch (error) {
    throw unauthorized(`The token is not valid: ${(error as Error).message}`);
  }
}

function unauthorized(message: string): Refusal {
  return new Refusal(401, undefined, message, { "www-authenticate": `Bearer error="invalid_token"` });
}
