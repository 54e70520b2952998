import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Config } from "./config";
import type { Logger } from "./log";

/** The placeholder in the built page for each response's nonce. */
const noncePlace = /CSP_NONCE/g;
/** The paths that the page routes itself: all get the same document. */
const addresses = ["/", "/publishers/:publisherId", "/publishers/:publisherId/migration", "/program"];

/** Serves the publisher profile page and its assets, if there are pages to serve. */
export async function webPages(http: FastifyInstance, config: Config, log: Logger): Promise<void> {
  const directory = directoryOf(config);
  if (directory === null) return;
  const page = await readFile(join(directory, "index.html"), "utf8").catch(() => null);
  if (page === null) return log.warn({ directory }, "the pages are not built: npm run build makes them");

  const settings = { signInUrl: config.SIMULATOR_URL === undefined ? null : `${config.SIMULATOR_URL}/simulator` };
  const signIn = signInSources(config);
  const asPage = (_: FastifyRequest, reply: FastifyReply) => {
    const nonce = randomBytes(16).toString("base64");
    return reply
      .headers({ ...headers, "content-security-policy": policy(nonce, signIn) })
      .type("text/html; charset=utf-8")
      .send(page.replace(noncePlace, nonce));
  };
  for (const address of addresses) http.get(address, asPage);
  http.get("/config.json", (_, reply) => reply.headers(headers).send(settings));
  await http.register(fastifyStatic, {
    root: join(directory, "assets"),
    prefix: "/assets/",
    decorateReply: false,
    index: false,
    redirect: false,
    immutable: true,
    maxAge: "365d",
    setHeaders: (reply) => void reply.setHeader("x-content-type-options", "nosniff"),
  });
}

const headers = {
  "cache-control": "no-cache",
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
};

/**
 * Returns the CSP sources for fetching tokens: the simulator where there is one, otherwise Entra ID, which renews them
 * in a hidden frame.
 */
function signInSources({ SIMULATOR_URL, ENTRA_URL }: Config): string[] {
  const { origin } = new URL(SIMULATOR_URL ?? ENTRA_URL);
  const ask = `connect-src 'self' ${origin}`;
  return SIMULATOR_URL === undefined ? [ask, `frame-src 'self' ${origin}`] : [ask];
}

/** The content security policy: only the page's own scripts and styles; connections to the service and the sign-in. */
const policy = (nonce: string, signIn: string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    ...signIn,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");

/** Returns the directory of the pages: WEB_DIR, else the build's output in development, else null. */
function directoryOf({ WEB_DIR, NODE_ENV }: Config): string | null {
  const directory = WEB_DIR ?? (NODE_ENV === "development" ? "dist/web" : null);
  return directory === null ? null : resolve(directory);
}
