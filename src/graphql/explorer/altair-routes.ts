import { sep } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { firstQuery } from "./first-query";

const prefix = "/altair/";

/** Serves Altair, an explorer that needs no network. Returns false if it is not installed, as outside development. */
export async function altairRoutes(http: FastifyInstance): Promise<boolean> {
  const altair = await import("altair-static").catch(() => null);
  if (altair === null) return false;
  const page = altair.renderAltair({ baseURL: prefix, serveInitialOptionsInSeperateRequest: "options.js" });
  http.get(prefix, (_, reply) => reply.type("text/html").header("content-security-policy", policy).send(page));
  http.get(prefix.slice(0, -1), (_, reply) => reply.redirect(prefix));
  http.get(`${prefix}options.js`, (_, reply) => reply.type("text/javascript").send(startScript));
  await http.register(fastifyStatic, {
    root: altair.getDistDirectory(),
    prefix,
    index: false,
    decorateReply: false,
    setHeaders: (reply, path) => {
      if (path.split(sep).includes("iframe-sandbox"))
        reply.setHeader("content-security-policy", altair.SANDBOX_FRAME_CSP);
    },
  });
  return true;
}

/** The page loads nothing from other origins. */
const policy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
].join("; ");

/** Takes over the token of the page around Altair. State is not preserved, so nothing outlives the token. */
const startScript = `
const token = sessionStorage.getItem("explorer.token");
const authorization = token ? "Bearer " + token : "";
AltairGraphQL.init({
  endpointURL: "/graphql",
  subscriptionsEndpoint: "/graphql",
  initialSubscriptionRequestHandlerId: "graphql-ws",
  initialSubscriptionsPayload: { authorization },
  initialQuery: ${JSON.stringify(firstQuery)},
  initialHeaders: { Authorization: authorization },
  initialSettings: { "alert.disableUpdateNotification": true, "banners.disable": true },
  preserveState: false,
  disableAccount: true,
});
`;
