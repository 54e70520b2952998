import { z } from "zod";
import { Refusal } from "../http/refusal";
import { readInput } from "../http/read-input";
import type { Simulation } from "../simulation";
import { isGuid } from "../world/words";
import { findAuthority, issuerOf } from "./authority";
import { RESOURCES } from "./resources";
import { signToken } from "./sign-token";

const EXPIRES_IN = 3599;
const grant = z.object({ grant_type: z.string() });
const form = z.object({ client_id: z.string(), client_secret: z.string(), scope: z.string() });

/** Issues a token for one resource in one tenant to an app that knows its secret (client credentials). */
export async function issueAppToken(simulation: Simulation, tenant: string, body: unknown): Promise<object> {
  const tid = findAuthority(simulation, tenant).issuerTenant;
  const { grant_type } = readInput(grant, body);
  if (grant_type !== "client_credentials") {
    throw new Refusal(400, "unsupported_grant_type", `AADSTS70003: The grant type '${grant_type}' is not supported.`);
  }
  const { client_id, client_secret, scope } = readInput(form, body);
  if (!isGuid(tid)) throw new Refusal(400, "invalid_request", "AADSTS50059: No tenant-identifying information found.");
  if (client_id !== simulation.clientId) {
    throw new Refusal(400, "unauthorized_client", `AADSTS700016: Application '${client_id}' was not found.`);
  }
  if (client_secret !== simulation.clientSecret) {
    throw new Refusal(401, "invalid_client", "AADSTS7000215: Invalid client secret provided.");
  }
  const audience = Object.values(RESOURCES).find((resource) => scope === `${resource}/.default`);
  if (!audience) throw new Refusal(400, "invalid_scope", `AADSTS70011: The scope '${scope}' is not valid.`);
  const claims = { aud: audience, iss: issuerOf(simulation, tid), tid, appid: client_id, idtyp: "app", ver: "2.0" };
  const access_token = await signToken(claims, simulation.keyring.current("work"), EXPIRES_IN);
  return { token_type: "Bearer", expires_in: EXPIRES_IN, ext_expires_in: EXPIRES_IN, access_token };
}
