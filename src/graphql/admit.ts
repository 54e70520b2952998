import type { FastifyRequest } from "fastify";
import { counted } from "./counted";
import { createContext } from "./create-context";
import type { RequestContext } from "./server";
import type { Doorway } from "./subscription-server";

/** Counts the request against its rate limit and returns its context. */
export const admit = (
  { services, verifyToken, rates }: Pick<Doorway, "services" | "verifyToken" | "rates">,
  { headers, ip }: Pick<FastifyRequest, "headers" | "ip">,
): Promise<RequestContext> =>
  counted(rates, ip, createContext(services, verifyToken, headers), (context) =>
    "viewer" in context ? context.viewer : null,
  );
