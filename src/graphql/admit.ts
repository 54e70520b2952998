import type { FastifyRequest } from "fastify";
import { counted } from "./counted";
import { createContext } from "./create-context";
import type { RequestContext } from "./server";
import type { Doorway } from "./subscription-server";

/** Counts the request against its rate limit and returns its context. */
export const admit = (
  { services, verifyToken, rates, production }: Pick<Doorway, "services" | "verifyToken" | "rates" | "production">,
  { headers, ip }: Pick<FastifyRequest, "headers" | "ip">,
): Promise<RequestContext> =>
  counted(rates, ip, createContext(services, verifyToken, headers, !production), (context) =>
    "viewer" in context ? context.viewer : null,
  );
