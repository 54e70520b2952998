import type { FastifyRequest } from "fastify";
import { viewerKey } from "../viewer/viewer";
import { createContext } from "./create-context";
import type { RequestContext } from "./server";
import type { Doorway } from "./subscription-server";

/** The request's context, once it is counted: as its person's, or, of whoever shows no good token, as its address's. */
export async function admit(
  { services, verifyToken, rates }: Pick<Doorway, "services" | "verifyToken" | "rates">,
  { headers, ip }: Pick<FastifyRequest, "headers" | "ip">,
): Promise<RequestContext> {
  const context = await createContext(services, verifyToken, headers).catch((error: unknown) => {
    rates.take(ip);
    throw error;
  });
  rates.take("viewer" in context ? viewerKey(context.viewer) : ip);
  return context;
}
