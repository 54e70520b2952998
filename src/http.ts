import cors from "@fastify/cors";
import fastify, { LogController, type FastifyError, type FastifyInstance, type FastifyReply } from "fastify";
import { graphqlError } from "./graphql/routes";
import { maxBody } from "./graphql/limits";
import type { Logger } from "./log";
import type { Metrics } from "./metrics";
import type { Standing } from "./standing";

/** A request that takes longer to arrive is answered with 408: without a limit, anybody could hold any number open. */
const slowestArrivalMs = 60_000;

/** Creates the HTTP server with everything but GraphQL: health, metrics, and errors in GraphQL's form. */
export async function createHttp(options: {
  log: Logger;
  metrics: Metrics;
  corsOrigins: string[];
  /** The proxies whose X-Forwarded-For header is trusted. */
  trustedProxies: string[];
  isReady(): Promise<boolean>;
  /** Null when the database does not answer. */
  standing(): Promise<Standing | null>;
}): Promise<FastifyInstance> {
  const { log, metrics, corsOrigins, trustedProxies, isReady, standing } = options;
  const http = fastify({
    bodyLimit: maxBody,
    requestTimeout: slowestArrivalMs,
    trustProxy: trustedProxies.length > 0 && trustedProxies,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: "idle",
    frameworkErrors: noAddress,
  });
  http.removeContentTypeParser("text/plain");
  const exposedHeaders = ["retry-after"];
  if (corsOrigins.length > 0) await http.register(cors, { origin: corsOrigins, maxAge: 600, exposedHeaders });

  http.addHook("onResponse", (request, reply, done) => {
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    metrics.request(request.method, reply.statusCode, reply.elapsedTime);
    log.debug({ method: request.method, path: request.url.split("?")[0], status: reply.statusCode, ms }, "request");
    done();
  });

  http.get("/healthz", (_, reply) => reply.send({ status: "alive" }));
  http.get("/readyz", async (_, reply) =>
    (await isReady()) ? reply.send({ status: "ready" }) : reply.code(503).send({ status: "not ready" }),
  );
  http.get("/metrics", async (_, reply) => {
    const [ready, now] = await Promise.all([isReady(), standing()]);
    return reply.type(metrics.contentType).send(await metrics.text({ ready, standing: now }));
  });

  http.setNotFoundHandler((_, reply) =>
    reply.code(404).send(graphqlError("BAD_USER_INPUT", "There is nothing here: see /graphql.")),
  );
  http.setErrorHandler((error: FastifyError, _, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) return reply.code(status).send(graphqlError("BAD_USER_INPUT", error.message));
    log.error({ err: error }, "a request has failed");
    return reply
      .code(500)
      .send(graphqlError("INTERNAL_SERVER_ERROR", "Something went wrong on our side. Try again later."));
  });
  return http;
}

/** Answers a request whose path cannot be decoded: it reaches no route, so no route's error handler sees it. */
const noAddress = (_: unknown, __: unknown, reply: FastifyReply): void =>
  void reply.code(400).send(graphqlError("BAD_USER_INPUT", "The path is not well formed."));
